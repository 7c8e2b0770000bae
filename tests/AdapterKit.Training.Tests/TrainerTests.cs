namespace AdapterKit.Training.Tests;

[Collection(OneTrainingAtATime.Name)]
public sealed class TrainerTests
{
    [Theory]
    [InlineData(TrainingMode.Adapter)]
    [InlineData(TrainingMode.Head)]
    [InlineData(TrainingMode.Full)]
    public void Every_mode_learns_and_leaves_the_backbone_bit_equal(TrainingMode mode)
    {
        using var backbone = TinyWorld.Backbone();
        var before = TinyWorld.Bytes(backbone);
        using var result = Train(backbone, TinyWorld.Options with { Mode = mode });

        Assert.Equal(before, TinyWorld.Bytes(backbone));
        Assert.All(backbone.parameters(), parameter => Assert.False(parameter.requires_grad));
        Assert.True(result.Validation.Accuracy > 0.7, $"{mode} reached {result.Validation.Accuracy}.");
    }

    [Fact]
    public void Adapters_change_and_so_do_norms_and_head()
    {
        using var backbone = TinyWorld.Backbone();
        using var fresh = VowelTask.Declared.Create(backbone);
        using var result = Train(backbone, TinyWorld.Options);
        foreach (var (name, trained) in result.Task.named_parameters())
        {
            var start = fresh.named_parameters().Single(entry => entry.name == name).parameter;
            Assert.False(start.equal(trained).all().ToBoolean(), $"{name} was not trained.");
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_seed_others()
    {
        using var backbone = TinyWorld.Backbone();
        using var first = Train(backbone, TinyWorld.Options);
        using var again = Train(backbone, TinyWorld.Options);
        using var other = Train(backbone, TinyWorld.Options with { Seed = 2 });

        Assert.Equal(TinyWorld.Bytes(first.Task), TinyWorld.Bytes(again.Task));
        Assert.NotEqual(TinyWorld.Bytes(first.Task), TinyWorld.Bytes(other.Task));
    }

    [Theory]
    [InlineData(TrainingMode.Adapter, 5)]
    [InlineData(TrainingMode.Adapter, 12)]
    [InlineData(TrainingMode.Adapter, 31)]
    [InlineData(TrainingMode.Full, 17)]
    public void A_training_cut_off_and_resumed_ends_bit_equal_to_one_that_ran_through(TrainingMode mode, int cutAfter)
    {
        using var folder = new TemporaryFolder();
        using var backbone = TinyWorld.Backbone();
        var options = TinyWorld.Options with { Mode = mode };
        using var whole = Train(backbone, options);

        using var cut = new CancellationTokenSource();
        var watch = new Watch(progress =>
        {
            if (progress.Step == cutAfter)
                cut.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => Train(backbone, options, folder.Root, watch, cut.Token));
        using var resumed = Train(backbone, options, folder.Root);

        Assert.Equal(TinyWorld.Bytes(whole.Task), TinyWorld.Bytes(resumed.Task));
        Assert.Equal(whole.BestEpoch, resumed.BestEpoch);
    }

    [Fact]
    public void A_checkpoint_of_another_recipe_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var backbone = TinyWorld.Backbone();
        using var cut = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() =>
            Train(backbone, TinyWorld.Options, folder.Root, new Watch(_ => cut.Cancel()), cut.Token));

        var error = Assert.Throws<InvalidOperationException>(() => Train(backbone, TinyWorld.Options with { LearningRate = 0.5 }, folder.Root));
        Assert.Contains("checkpoint.safetensors", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_that_the_task_does_not_know_is_named()
    {
        using var backbone = TinyWorld.Backbone();
        var data = TinyWorld.Data() with { Train = [new Example("abc", "some")] };
        var error = Assert.Throws<ArgumentException>(() => new Trainer(backbone, TinyWorld.Options).Train(VowelTask.Declared, data));
        Assert.Contains("'some'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_and_prediction_leave_no_native_tensor_behind()
    {
        using var backbone = TinyWorld.Backbone();
        Train(backbone, TinyWorld.Options with { Epochs = 1 }).Dispose();
        NativeTensors.NoneLeftBehind(() => Train(backbone, TinyWorld.Options with { Epochs = 2 }).Dispose());
    }

    private static TrainingResult Train(
        Backbone backbone,
        TrainingOptions options,
        string? checkpoints = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default) =>
        new Trainer(backbone, options).Train(VowelTask.Declared, TinyWorld.Data(), null, checkpoints, progress, cancellation);

    private sealed class Watch(Action<TrainingProgress> seen) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => seen(value);
    }
}
