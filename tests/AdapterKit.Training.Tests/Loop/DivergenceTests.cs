namespace AdapterKit.Training.Tests;

/// <summary>A training whose loss or weights leave the finite numbers, or whose loss ends far above its start, is no success.</summary>
[Collection(OneTrainingAtATime.Name)]
public sealed class DivergenceTests
{
    public static TheoryData<TrainingMode, double> Rates()
    {
        var all = new TheoryData<TrainingMode, double>();
        foreach (var mode in Enum.GetValues<TrainingMode>())
        {
            foreach (var rate in new[] { 1e2, 1e3, 1e6, 1e20, 1e38, 1e300 })
                all.Add(mode, rate);
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void A_task_that_diverges_says_so_in_every_mode(TrainingMode mode, double rate)
    {
        using var backbone = TinyWorld.Backbone();
        var before = TinyWorld.Bytes(backbone);
        var options = TinyWorld.Options with { Mode = mode, LearningRate = rate, Epochs = 2 };

        var error = Assert.Throws<TrainingDivergedException>(() =>
            new Trainer(backbone, options).Train(VowelTask.Declared, TinyWorld.Data()));

        Assert.Equal(rate, error.LearningRate);
        Assert.InRange(error.Step, 0, 24);
        Assert.Contains("Train again with a lower learning rate", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, TinyWorld.Bytes(backbone));
    }

    [Theory]
    [InlineData(1e3)]
    [InlineData(1e20)]
    public void A_fusion_that_diverges_says_so(double rate)
    {
        using var backbone = TinyWorld.Backbone();
        using var one = VowelTask.Named("one").Create(backbone);
        using var two = VowelTask.Named("two").Create(backbone);
        var config = AdapterConfig.Fused(new FusionConfig(Setup.Fuse("one", "two"))) with { Members = [one, two] };
        var options = TinyWorld.Options with { LearningRate = rate, Epochs = 2 };

        Assert.Throws<TrainingDivergedException>(() =>
            new Trainer(backbone, options).Train(VowelTask.Declared, TinyWorld.Data(), config));
    }

    [Theory]
    [InlineData(1e3)]
    [InlineData(1e20)]
    public void Several_tasks_that_diverge_say_so(double rate)
    {
        using var backbone = TinyWorld.Backbone();
        var options = TinyWorld.Options with { LearningRate = rate, Epochs = 2 };

        Assert.Throws<TrainingDivergedException>(() => new Trainer(backbone, options).TrainMultiTask(
            [(VowelTask.Named("one"), TinyWorld.Data()), (VowelTask.Named("two"), TinyWorld.DataWith(trainingTexts: 40))]));
    }

    [Theory]
    [InlineData(1e3)]
    [InlineData(1e20)]
    public void A_pretraining_that_diverges_says_so_and_leaves_finite_weights(double rate)
    {
        using var model = TinyLanguage.Model();
        var options = TinyLanguage.Options with { LearningRate = rate, Epochs = 2 };

        Assert.Throws<TrainingDivergedException>(() =>
            new Pretrainer(options).Train(model, TinyLanguage.Tokenizer, TinyLanguage.Corpus()));

        Assert.All(model.parameters(), parameter => Assert.True(parameter.isfinite().all().ToBoolean()));
    }

    [Theory]
    [InlineData(1e-4)]
    [InlineData(1e-2)]
    [InlineData(1e-1)]
    public void Noisy_training_on_small_batches_is_no_divergence(double rate)
    {
        using var backbone = TinyWorld.Backbone();
        var options = TinyWorld.Options with { LearningRate = rate, Epochs = 1, BatchSize = 1, Dropout = 0.5 };
        for (var seed = 1; seed <= 3; seed++)
            new Trainer(backbone, options with { Seed = seed }).Train(VowelTask.Declared, TinyWorld.Data()).Dispose();
    }

    [Fact]
    public void The_checkpoint_from_before_stays()
    {
        using var folder = new TemporaryFolder();
        using var backbone = TinyWorld.Backbone();
        var steps = 0;

        var error = Assert.Throws<TrainingDivergedException>(() => new Trainer(backbone, TinyWorld.Options).Train(
            VowelTask.Named("poisoned", () => ++steps > 30 ? double.NaN : 1), TinyWorld.Data(), checkpointDirectory: folder.Root));

        Assert.Equal((30, double.NaN), (error.Step, error.Loss));
        using var saved = SafetensorsFile.Open(folder.PathOf("checkpoint.safetensors"));
        Assert.Equal("24", saved.Metadata["step"]);
        Assert.All(saved.Keys, key =>
        {
            using var weight = saved.Read(key);
            Assert.True(weight.isfinite().all().ToBoolean());
        });
    }

    [Fact]
    public void An_epoch_whose_loss_is_far_above_the_start_is_not_saved()
    {
        using var folder = new TemporaryFolder();
        using var backbone = TinyWorld.Backbone();
        var steps = 0;

        Assert.Throws<TrainingDivergedException>(() => new Trainer(backbone, TinyWorld.Options).Train(
            VowelTask.Named("risen", () => ++steps > 24 ? 50 : 1), TinyWorld.Data(), checkpointDirectory: folder.Root));

        using var saved = SafetensorsFile.Open(folder.PathOf("checkpoint.safetensors"));
        Assert.Equal("24", saved.Metadata["step"]);
    }

    [Fact]
    public void A_resumed_training_is_measured_by_the_loss_that_it_began_with()
    {
        using var folder = new TemporaryFolder();
        using var backbone = TinyWorld.Backbone();
        using var cut = new CancellationTokenSource();
        var factor = 1.0;
        var task = VowelTask.Named("late", () =>
        {
            cut.Cancel();
            return factor;
        });
        var trainer = new Trainer(backbone, TinyWorld.Options);
        Assert.Throws<OperationCanceledException>(() =>
            trainer.Train(task, TinyWorld.Data(), checkpointDirectory: folder.Root, cancellationToken: cut.Token));

        factor = 50;
        var error = Assert.Throws<TrainingDivergedException>(() =>
            trainer.Train(task, TinyWorld.Data(), checkpointDirectory: folder.Root));

        Assert.Contains("the loss rose from 0.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.69, 2.68, false)]
    [InlineData(0.69, 2.7, true)]
    [InlineData(0.01, 1.9, false)]
    [InlineData(4, 11.9, false)]
    [InlineData(4, 12.1, true)]
    public void Far_above_the_start_is_three_times_and_two_more(double start, double end, bool isFar)
    {
        var losses = new LossTrend();
        losses.BeginEpoch();
        losses.Add(start);
        losses.Add(1e9);
        losses.BeginEpoch();
        losses.Add(end + 1);
        losses.Add(end - 1);

        Assert.Equal(isFar, losses.IsFarAboveStart);
    }
}
