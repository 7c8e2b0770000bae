namespace AdapterKit.Training.Tests;

/// <summary>Tasks trained in the same steps.</summary>
[Collection(OneTrainingAtATime.Name)]
public sealed class MultiTaskTrainingTests
{
    private static readonly TrainingOptions Options = TinyWorld.Options with { Dropout = 0, Epochs = 2 };

    [Fact]
    public void Each_task_learns_as_if_trained_alone_and_the_backbone_stays_bit_equal()
    {
        using var backbone = TinyWorld.Backbone();
        var before = TinyWorld.Bytes(backbone);
        var (full, part) = (TinyWorld.Data(), TinyWorld.DataWith(trainingTexts: 40));
        var together = new Trainer(backbone, Options).TrainMultiTask([(Alike("one"), full), (Alike("two"), part)]);
        using var one = new Trainer(backbone, Options).Train(Alike("one"), full);
        using var two = new Trainer(backbone, Options).Train(Alike("two"), part);

        Assert.Equal(before, TinyWorld.Bytes(backbone));
        AssertClose(one.Task, together[0].Task);
        AssertClose(two.Task, together[1].Task);
        Assert.Equal([one.Epochs, two.Epochs], together.Select(result => result.Epochs));
        foreach (var result in together)
            result.Dispose();
    }

    [Theory]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(14)]
    public void A_resumed_training_ends_bit_equal_to_an_uninterrupted_one(int stopAt)
    {
        using var folder = new AdapterKit.Testing.TemporaryFolder();
        using var backbone = TinyWorld.Backbone();
        var options = Options with { Dropout = 0.1, Epochs = 3 };
        (TaskDeclaration, TextDataSet)[] tasks =
        [
            (VowelTask.Named("one"), TinyWorld.Data()),
            (VowelTask.Named("two"), TinyWorld.DataWith(trainingTexts: 40)),
        ];
        var trainer = new Trainer(backbone, options);
        var whole = trainer.TrainMultiTask(tasks);

        using var stop = new CancellationTokenSource();
        var progress = new StopAt(stopAt, stop);
        Assert.Throws<OperationCanceledException>(() => trainer.TrainMultiTask(tasks, folder.PathOf("saved"), progress, stop.Token));
        var resumed = trainer.TrainMultiTask(tasks, folder.PathOf("saved"));

        foreach (var (expected, result) in whole.Zip(resumed))
        {
            Assert.Equal(TinyWorld.Bytes(expected.Task), TinyWorld.Bytes(result.Task));
            expected.Dispose();
            result.Dispose();
        }
    }

    [Fact]
    public void Checkpoints_of_different_steps_are_not_resumed()
    {
        using var folder = new AdapterKit.Testing.TemporaryFolder();
        using var backbone = TinyWorld.Backbone();
        (TaskDeclaration, TextDataSet)[] tasks = [(VowelTask.Named("one"), TinyWorld.Data()), (VowelTask.Named("two"), TinyWorld.Data())];
        using var stop = new CancellationTokenSource();
        var trainer = new Trainer(backbone, Options);
        var progress = new StopAt(3, stop);
        Assert.Throws<OperationCanceledException>(() => trainer.TrainMultiTask(tasks, folder.PathOf("saved"), progress, stop.Token));
        Directory.Delete(Path.Combine(folder.PathOf("saved"), "two"), recursive: true);

        var error = Assert.Throws<CheckpointMismatchException>(() => trainer.TrainMultiTask(tasks, folder.PathOf("saved")));

        Assert.Contains("'one' 3, 'two' 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_gives_each_task_the_gradients_of_a_separate_step()
    {
        using var scope = NewDisposeScope();
        using var backbone = TinyWorld.Backbone();
        backbone.eval();
        using var one = new TaskTraining(VowelTask.Named("one").Create(backbone), TinyWorld.Data(), Options);
        var rest = TinyWorld.Data() with { Train = [.. TinyWorld.Data().Train.Skip(40)] };
        using var two = new TaskTraining(VowelTask.Named("two").Create(backbone), rest, Options);
        TaskTraining[] trainings = [one, two];
        foreach (var training in trainings)
        {
            // A fresh adapter is the identity: its down-projection would have no gradient to compare.
            using var frozen = no_grad();
            foreach (var (name, parameter) in training.Task.named_parameters())
            {
                if (name.EndsWith(".up.weight", StringComparison.Ordinal))
                    nn.init.normal_(parameter, 0, 0.3);
            }
        }

        var alone = trainings.Select(training =>
        {
            using var batch = training.Texts.CreateBatch(training.GetBatch());
            var features = training.Task.Backbone.PooledFeatures(batch, training.Task.Plan);
            var targets = training.GetTargets(training.GetBatch());
            training.Task.ComputeLoss(features, targets, training.LabelWeights).backward();
            return TakeGradients(training.Task);
        }).ToList();
        MultiTaskRun.ComputeLosses(trainings).sum().backward();

        foreach (var (training, expected) in trainings.Zip(alone))
        {
            var together = TakeGradients(training.Task);
            Assert.Contains(together.Keys, name => name.Contains(".adapter.", StringComparison.Ordinal));
            foreach (var (name, gradient) in expected)
            {
                Assert.True(gradient.abs().max().ToDouble() > 0, $"{name} has no gradient.");
                Assert.True((gradient - together[name]).abs().max().ToDouble() < 1e-5, $"{name} differs.");
            }
        }

        Assert.All(backbone.parameters(), parameter => Assert.Null(parameter.grad));
        foreach (var training in trainings)
            training.Task.Dispose();
    }

    [Fact]
    public void Unsuitable_tasks_and_options_are_refused_before_training()
    {
        using var backbone = TinyWorld.Backbone();
        var (one, two, data) = (VowelTask.Named("one"), VowelTask.Named("two"), TinyWorld.Data());

        Refused(Options, (one, data));
        Refused(Options, (one, data), (VowelTask.Named("one"), data));
        Refused(Options with { Mode = TrainingMode.Head }, (one, data), (two, data));
        Refused(Options, (one, data), (two, data with { Train = [] }));

        void Refused(TrainingOptions options, params (TaskDeclaration, TextDataSet)[] tasks) =>
            Assert.Throws<ArgumentException>(() => new Trainer(backbone, options).TrainMultiTask(tasks));
    }

    // Fresh weights depend on the random generator, and multi-task training draws those of one task after the other.
    private static TaskDeclaration Alike(string name)
    {
        var plain = VowelTask.Named(name);
        return new TaskDeclaration(name, plain.BackboneId, plain.Labels, plain.Config, (backbone, config) =>
        {
            manual_seed(5);
            return VowelTask.Named(name).Create(backbone, config);
        });
    }

    private static Dictionary<string, Tensor> TakeGradients(TaskAdapter task)
    {
        var gradients = task.named_parameters()
            .Where(entry => entry.parameter.requires_grad)
            .ToDictionary(entry => entry.name, entry => entry.parameter.grad!.clone());
        task.zero_grad();
        return gradients;
    }

    private static void AssertClose(TaskAdapter expected, TaskAdapter actual)
    {
        using var scope = NewDisposeScope();
        foreach (var (one, other) in expected.named_parameters().Zip(actual.named_parameters()))
            Assert.True((one.parameter - other.parameter).abs().max().ToDouble() < 1e-4, $"{one.name} differs.");
    }

    private sealed class StopAt(int step, CancellationTokenSource stop) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Step == step)
                stop.Cancel();
        }
    }
}
