namespace AdapterKit.Training.Tests;

[Collection(OneTrainingAtATime.Name)]
public sealed class TrainingLoopTests
{
    [Fact]
    public void It_validates_at_every_epoch_boundary_and_reports_after_every_step()
    {
        var training = new Recorded(epochs: 2, stepsPerEpoch: 2, losses: [4, 2, 1, 1]);

        new TrainingLoop(training, [], seed: 1, lossDecay: 0.75).Run(CancellationToken.None);

        Assert.Equal(
            [
                "begin", "step 0", "report 4", "step 1", "report 3.5", "validate",
                "begin", "step 2", "report 2.875", "step 3", "report 2.40625", "validate",
            ],
            training.Calls);
    }

    [Fact]
    public void A_training_that_is_done_runs_no_step()
    {
        var training = new Recorded(epochs: 0, stepsPerEpoch: 2, losses: []);
        new TrainingLoop(training, [], seed: 1, lossDecay: 0.75).Run(CancellationToken.None);
        Assert.Empty(training.Calls);
    }

    [Fact]
    public void Cancellation_ends_it_before_the_next_step()
    {
        using var cut = new CancellationTokenSource();
        var training = new Recorded(epochs: 2, stepsPerEpoch: 2, losses: [1, 1, 1, 1], onStep: step =>
        {
            if (step == 1)
                cut.Cancel();
        });

        var loop = new TrainingLoop(training, [], seed: 1, lossDecay: 0.75);
        var error = Assert.Throws<OperationCanceledException>(() => loop.Run(cut.Token));

        Assert.Equal(cut.Token, error.CancellationToken);
        Assert.Equal(["begin", "step 0", "report 1", "step 1", "report 1", "validate", "begin"], training.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_weight_that_is_not_finite_is_neither_validated_nor_saved(bool isCanceled)
    {
        using var folder = new TemporaryFolder();
        using var cut = new CancellationTokenSource();
        using var weight = new TorchSharp.Modules.Parameter(ones(2));
        using var state = new TrainingState([("weight", weight)], TinyWorld.Options, stepsPerEpoch: 2);
        var training = new Recorded(epochs: 2, stepsPerEpoch: 2, losses: [1, 1, 1, 1], onStep: _ =>
        {
            using var frozen = no_grad();
            weight.fill_(float.NaN);
            if (isCanceled)
                cut.Cancel();
        })
        {
            States = [state],
        };

        var loop = new TrainingLoop(training, [new Checkpoint(folder.Root, "fingerprint")], seed: 1, lossDecay: 0.75);
        var error = Assert.Throws<TrainingDivergedException>(() => loop.Run(cut.Token));

        Assert.Contains("the weight 'weight' is not finite", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("validate", training.Calls);
        Assert.Empty(Directory.GetFiles(folder.Root));
        Assert.Equal([1f, 1f], weight.data<float>().ToArray());
    }

    [Fact]
    public void Every_step_starts_from_a_seed_of_its_own()
    {
        float[] Draw()
        {
            var draws = new List<float>();
            var training = new Recorded(epochs: 1, stepsPerEpoch: 3, losses: [1, 1, 1], onStep: _ =>
            {
                using var drawn = rand(1);
                draws.Add(drawn.item<float>());
            });
            new TrainingLoop(training, [], seed: 1, lossDecay: 0.75).Run(CancellationToken.None);
            return [.. draws];
        }

        Assert.Equal(3, Draw().Distinct().Count());
        Assert.Equal(Draw(), Draw());
        Assert.Equal((7L << 32) + 5, StepSeed.Compute(7, 5));
    }

    private sealed class Recorded(int epochs, int stepsPerEpoch, double[] losses, Action<int>? onStep = null) : ITrainable
    {
        public List<string> Calls { get; } = [];

        public IReadOnlyList<TrainingState> States { get; init; } = [];

        public int Step { get; private set; }

        public bool IsDone => Step == epochs * stepsPerEpoch;

        public bool IsEpochBoundary => Step % stepsPerEpoch == 0;

        public void BeginEpoch() => Calls.Add("begin");

        public StepResult TrainStep()
        {
            Calls.Add($"step {Step}");
            onStep?.Invoke(Step);
            return new StepResult(losses[Step++], 1);
        }

        public void Report(double meanLoss, double itemsPerSecond) => Calls.Add(FormattableString.Invariant($"report {meanLoss}"));

        public void Validate() => Calls.Add("validate");
    }
}
