namespace AdapterKit.Training.Tests;

[Collection(OneTrainingAtATime.Name)]
public sealed class RobustTrainingTests
{
    private static readonly TrainingOptions Robust = TinyWorld.Options with { RobustDrop = DropDistribution.Uniform };

    [Fact]
    public void The_papers_choice_draws_every_number_except_all_layers_equally_often()
    {
        var drawn = Draws(DropDistribution.Uniform, layers: 6, count: 6000);
        Assert.Equal([0, 1, 2, 3, 4, 5], drawn.Distinct().Order());
        Assert.All(drawn.GroupBy(dropped => dropped), same => Assert.InRange(same.Count(), 880, 1120));
    }

    [Fact]
    public void Numbers_are_drawn_in_proportion_to_their_weights()
    {
        var drawn = Draws(new DropDistribution([3, 0, 1, 0]), layers: 6, count: 4000);
        Assert.Equal([0, 2], drawn.Distinct().Order());
        Assert.InRange(drawn.Count(dropped => dropped == 0), 2880, 3120);
    }

    [Theory]
    [InlineData(-1.0, 2.0)]
    [InlineData(0.0, 0.0)]
    [InlineData(1.0, 1.0, 1.0, 1.0)]
    [InlineData(double.NaN)]
    public void Invalid_weights_are_refused(params double[] weights)
    {
        using var backbone = TinyWorld.Backbone();
        var error = Assert.Throws<ArgumentException>(() => Train(backbone, Robust with { RobustDrop = new DropDistribution(weights) }));
        Assert.Contains("robust", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_a_step_drops_have_no_gradient_and_do_not_move()
    {
        using var backbone = TinyWorld.Backbone();
        using var task = VowelTask.Declared.Create(backbone);
        var weights = task.named_parameters().Select(entry => (entry.name, entry.parameter)).ToArray();
        using var optimizer = new Optimizer(weights, Robust, steps: 10);
        using var dropped = task.PlanWithoutFirstLayers(1);
        Backpropagate(task, task.Plan);
        optimizer.Step(0);

        var before = weights.ToDictionary(weight => weight.name, weight => weight.parameter.bytes.ToArray());
        Backpropagate(task, dropped);
        Assert.All(weights, weight => Assert.Equal(IsDropped(weight.name), weight.parameter.grad is null));
        optimizer.Step(1);
        Assert.All(weights, weight => Assert.Equal(IsDropped(weight.name), IsUnchanged(weight.name, weight.parameter)));
        Assert.Equal([1, 2], optimizer.Steps.Distinct().Order());

        static bool IsDropped(string name) => name.StartsWith("layers.0.", StringComparison.Ordinal);

        bool IsUnchanged(string name, Tensor weight) => before[name].AsSpan().SequenceEqual(weight.bytes);
    }

    [Fact]
    public void Dropped_layers_compute_what_the_bare_backbone_does()
    {
        using var scope = NewDisposeScope();
        using var backbone = TinyWorld.Backbone();
        using var result = Train(backbone, TinyWorld.Options);
        using var batch = backbone.Tokenize(["abcde", "aei"], 16);
        using var all = result.Task.PlanWithoutFirstLayers(2);
        using var none = result.Task.PlanWithoutFirstLayers(0);

        Assert.True(backbone.Encode(batch, all).equal(backbone.Encode(batch)).all().item<bool>());
        Assert.True(backbone.Encode(batch, none).equal(backbone.Encode(batch, result.Task.Plan)).all().item<bool>());
    }

    [Theory]
    [InlineData(5)]
    [InlineData(31)]
    public void A_resumed_training_ends_bit_equal_to_an_uninterrupted_one(int cutAfter)
    {
        using var folder = new TemporaryFolder();
        using var backbone = TinyWorld.Backbone();
        using var whole = Train(backbone, Robust);
        using var plain = Train(backbone, TinyWorld.Options);

        using var cut = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Train(backbone, Robust, folder.Root, new CutAt(cutAfter, cut), cut.Token));
        using var resumed = Train(backbone, Robust, folder.Root);

        Assert.Equal(TinyWorld.Bytes(whole.Task), TinyWorld.Bytes(resumed.Task));
        Assert.NotEqual(TinyWorld.Bytes(whole.Task), TinyWorld.Bytes(plain.Task));
    }

    [Fact]
    public void The_task_and_its_bundle_know_how_many_layers_it_can_do_without()
    {
        using var folder = new TemporaryFolder();
        using var backbone = TinyWorld.Backbone();
        var layers = backbone.Encoder.Layers.Count;
        using var uniform = Train(backbone, Robust with { Epochs = 1 });
        using var weighted = Train(backbone, Robust with { Epochs = 1, RobustDrop = new DropDistribution([1, 1, 0]) });
        using var plain = Train(backbone, TinyWorld.Options with { Epochs = 1 });

        Assert.Equal([layers - 1, 1, 0], new[] { uniform, weighted, plain }.Select(result => result.Task.DroppableLayers));
        using var loaded = Bundle.Save(folder.Root, uniform.Task).Load(VowelTask.Declared, backbone);
        Assert.Equal(layers - 1, loaded.DroppableLayers);
    }

    [Fact]
    public void It_leaves_no_native_tensor_behind()
    {
        using var backbone = TinyWorld.Backbone();
        Train(backbone, Robust with { Epochs = 1 }).Dispose();
        NativeTensors.NoneLeftBehind(() => Train(backbone, Robust with { Epochs = 1 }).Dispose());
    }

    private static List<int> Draws(DropDistribution distribution, int layers, int count)
    {
        var random = new Random(11);
        return [.. Enumerable.Range(0, count).Select(_ => distribution.Draw(random, layers))];
    }

    private static void Backpropagate(TaskAdapter task, AdapterPlan plan)
    {
        using var scope = NewDisposeScope();
        using var batch = task.Backbone.Tokenize(["abcde", "aeiou"], 16);
        var scores = task.Head(task.Backbone.PooledFeatures(batch, plan));
        nn.functional.cross_entropy(scores, tensor(new long[] { 0, 1 })).backward();
    }

    private static TrainingResult Train(
        Backbone backbone,
        TrainingOptions options,
        string? checkpoints = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        new Trainer(backbone, options).Train(VowelTask.Declared, TinyWorld.Data(), null, checkpoints, progress, cancellationToken);

    private sealed class CutAt(int step, CancellationTokenSource cut) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Step == step)
                cut.Cancel();
        }
    }
}
