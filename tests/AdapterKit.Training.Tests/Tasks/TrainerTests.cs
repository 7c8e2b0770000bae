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
        Assert.True(result.Validation["accuracy"] > 0.7, $"{mode} reached {result.Validation["accuracy"]}.");
    }

    [Fact]
    public void Adapters_norms_and_head_are_all_trained()
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
    public void The_same_seed_gives_the_same_weights_and_another_seed_different_ones()
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
    public void A_resumed_training_ends_bit_equal_to_an_uninterrupted_one(TrainingMode mode, int cutAfter)
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

        var other = TinyWorld.Options with { LearningRate = 0.5 };
        var error = Assert.Throws<CheckpointMismatchException>(() => Train(backbone, other, folder.Root));
        Assert.Contains("checkpoint.safetensors", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_written_under_another_culture_is_resumed()
    {
        using var folder = new TemporaryFolder();
        using var backbone = TinyWorld.Backbone();
        using var cut = new CancellationTokenSource();
        var options = TinyWorld.Options with { RobustDrop = new DropDistribution([0.5, 1.5]) };
        using var whole = Train(backbone, options);
        using (new GermanCulture())
            Assert.Throws<OperationCanceledException>(() => Train(backbone, options, folder.Root, new Watch(_ => cut.Cancel()), cut.Token));

        using var resumed = Train(backbone, options, folder.Root);

        Assert.Equal(TinyWorld.Bytes(whole.Task), TinyWorld.Bytes(resumed.Task));
    }

    [Fact]
    public void A_frozen_weight_that_was_changed_is_reported()
    {
        using var backbone = TinyWorld.Backbone();
        var watch = new Watch(_ => Spoil(backbone));
        var error = Assert.Throws<InvalidOperationException>(() => Train(backbone, TinyWorld.Options, progress: watch));
        Assert.Contains("'bert'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TrainingMode.Adapter)]
    [InlineData(TrainingMode.Full)]
    public void The_cause_of_a_failure_is_not_hidden_by_the_check_of_frozen_weights(TrainingMode mode)
    {
        using var backbone = TinyWorld.Backbone();
        var before = TinyWorld.Bytes(backbone);
        var error = Assert.Throws<IOException>(() => Train(backbone, TinyWorld.Options with { Mode = mode }, progress: new Watch(_ =>
        {
            Spoil(backbone);
            throw new IOException("The disk is full.");
        })));

        Assert.Equal("The disk is full.", error.Message);
        Assert.All(backbone.parameters(), parameter => Assert.False(parameter.requires_grad));
        Assert.Equal(mode == TrainingMode.Full, before.AsSpan().SequenceEqual(TinyWorld.Bytes(backbone)));
    }

    [Fact]
    public void An_unknown_label_is_named()
    {
        using var backbone = TinyWorld.Backbone();
        var data = TinyWorld.Data() with { Train = [new Example("abc", "some")] };
        var error = Assert.Throws<UnknownLabelException>(() => new Trainer(backbone, TinyWorld.Options).Train(VowelTask.Declared, data));
        Assert.Contains("'some'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_and_prediction_leave_no_native_tensor_behind()
    {
        using var backbone = TinyWorld.Backbone();
        Train(backbone, TinyWorld.Options with { Epochs = 1 }).Dispose();
        NativeTensors.NoneLeftBehind(() => Train(backbone, TinyWorld.Options with { Epochs = 2 }).Dispose());
    }

    private static void Spoil(Backbone backbone)
    {
        using var frozen = no_grad();
        backbone.parameters().First().add_(1);
    }

    private static TrainingResult Train(
        Backbone backbone,
        TrainingOptions options,
        string? checkpoints = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        new Trainer(backbone, options).Train(VowelTask.Declared, TinyWorld.Data(), null, checkpoints, progress, cancellationToken);

    private sealed class Watch(Action<TrainingProgress> seen) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => seen(value);
    }
}
