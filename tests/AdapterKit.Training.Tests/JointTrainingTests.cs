namespace AdapterKit.Training.Tests;

/// <summary>Tasks trained in the same steps.</summary>
[Collection(OneTrainingAtATime.Name)]
public sealed class JointTrainingTests
{
    private static readonly TrainingOptions Options = TinyWorld.Options with { Dropout = 0, Epochs = 2 };

    [Fact]
    public void Each_task_learns_as_it_does_alone_and_the_backbone_stays_bit_equal()
    {
        using var backbone = TinyWorld.Backbone();
        var before = TinyWorld.Bytes(backbone);
        var (full, part) = (TinyWorld.Data(), TinyWorld.Data() with { Train = [.. TinyWorld.Data().Train.Take(40)] });
        var jointly = new Trainer(backbone, Options).TrainJointly([(Alike("one"), full), (Alike("two"), part)]);
        using var one = new Trainer(backbone, Options).Train(Alike("one"), full);
        using var two = new Trainer(backbone, Options).Train(Alike("two"), part);

        Assert.Equal(before, TinyWorld.Bytes(backbone));
        AssertClose(one.Task, jointly[0].Task);
        AssertClose(two.Task, jointly[1].Task);
        Assert.Equal([one.Epochs, two.Epochs], jointly.Select(result => result.Epochs));
        foreach (var result in jointly)
            result.Dispose();
    }

    [Theory]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(14)]
    public void A_resumed_training_ends_where_an_uninterrupted_one_does(int stopAt)
    {
        using var folder = new AdapterKit.Testing.TemporaryFolder();
        using var backbone = TinyWorld.Backbone();
        var options = Options with { Dropout = 0.1, Epochs = 3 };
        var data = TinyWorld.Data();
        (TaskDeclaration, TextDataSet)[] tasks = [(VowelTask.Named("one"), data), (VowelTask.Named("two"), data with { Train = [.. data.Train.Take(40)] })];
        var whole = new Trainer(backbone, options).TrainJointly(tasks);

        using var stop = new CancellationTokenSource();
        var progress = new StopAt(stopAt, stop);
        Assert.Throws<OperationCanceledException>(() => new Trainer(backbone, options).TrainJointly(tasks, folder.PathOf("saved"), progress, stop.Token));
        var resumed = new Trainer(backbone, options).TrainJointly(tasks, folder.PathOf("saved"));

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
        Assert.Throws<OperationCanceledException>(() => new Trainer(backbone, Options).TrainJointly(tasks, folder.PathOf("saved"), new StopAt(3, stop), stop.Token));
        Directory.Delete(Path.Combine(folder.PathOf("saved"), "two"), recursive: true);

        var error = Assert.Throws<InvalidOperationException>(() => new Trainer(backbone, Options).TrainJointly(tasks, folder.PathOf("saved")));

        Assert.Contains("'one' 3, 'two' 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_gives_each_task_the_gradients_of_a_step_of_its_own()
    {
        using var scope = NewDisposeScope();
        using var backbone = TinyWorld.Backbone();
        backbone.eval();
        using var one = new TaskTraining(VowelTask.Named("one").Create(backbone), TinyWorld.Data(), Options);
        using var two = new TaskTraining(VowelTask.Named("two").Create(backbone), TinyWorld.Data() with { Train = [.. TinyWorld.Data().Train.Skip(40)] }, Options);
        TaskTraining[] trainings = [one, two];
        foreach (var training in trainings)
        {
            // A fresh adapter is the identity: below its upper half there would be no gradient to compare.
            using var frozen = no_grad();
            foreach (var (_, parameter) in training.Task.named_parameters().Where(entry => entry.name.EndsWith(".up.weight", StringComparison.Ordinal)))
                nn.init.normal_(parameter, 0, 0.3);
        }

        var alone = trainings.Select(training =>
        {
            using var batch = training.Texts.Batch(training.Batch());
            training.Loss(training.Task.Forward(batch), training.Batch()).backward();
            return TakeGradients(training.Task);
        }).ToList();
        JointRun.Losses(trainings).backward();

        foreach (var (training, expected) in trainings.Zip(alone))
        {
            var jointly = TakeGradients(training.Task);
            Assert.Contains(jointly.Keys, name => name.Contains(".adapter.", StringComparison.Ordinal));
            foreach (var (name, gradient) in expected)
            {
                Assert.True(gradient.abs().max().ToDouble() > 0, $"{name} has no gradient.");
                Assert.True((gradient - jointly[name]).abs().max().ToDouble() < 1e-5, $"{name} differs.");
            }
        }

        Assert.All(backbone.parameters(), parameter => Assert.Null(parameter.grad));
        foreach (var training in trainings)
            training.Task.Dispose();
    }

    [Fact]
    public void What_makes_no_sense_is_refused_before_anything_is_trained()
    {
        using var backbone = TinyWorld.Backbone();
        var (task, data) = (VowelTask.Named("one"), TinyWorld.Data());

        Assert.Throws<ArgumentException>(() => new Trainer(backbone, Options).TrainJointly([(task, data)]));
        Assert.Throws<ArgumentException>(() => new Trainer(backbone, Options).TrainJointly([(task, data), (VowelTask.Named("one"), data)]));
        Assert.Throws<ArgumentException>(() => new Trainer(backbone, Options with { Mode = TrainingMode.Head }).TrainJointly([(task, data), (VowelTask.Named("two"), data)]));
        Assert.Throws<ArgumentException>(() => new Trainer(backbone, Options).TrainJointly([(task, data), (VowelTask.Named("two"), data with { Train = [] })]));
    }

    // Fresh weights follow from the generator, and joint training draws those of one task after the other.
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
        var gradients = task.named_parameters().Where(entry => entry.parameter.requires_grad).ToDictionary(entry => entry.name, entry => entry.parameter.grad!.clone());
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
