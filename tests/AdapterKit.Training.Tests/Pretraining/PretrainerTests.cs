namespace AdapterKit.Training.Tests;

[Collection(OneTrainingAtATime.Name)]
public sealed class PretrainerTests
{
    [Fact]
    public void Masked_letters_are_predicted_from_their_neighbors()
    {
        using var model = TinyLanguage.Model();
        var result = Train(model, TinyLanguage.Options with { Epochs = 20 });

        // Without knowledge of their order, the loss would be ln 26 = 3.3 nats, and one prediction in 26 correct.
        Assert.True(result.Validation is { Loss: < 2.4, Accuracy: > 0.35 }, $"{result.Validation}");
    }

    [Theory]
    [InlineData(0, 7)]
    [InlineData(0.1, 31)]
    [InlineData(0, 54)]
    public void A_resumed_training_ends_bit_equal_to_an_uninterrupted_one(double dropout, int cutAfter)
    {
        using var folder = new TemporaryFolder();
        using var whole = TinyLanguage.Model(dropout);
        Train(whole, TinyLanguage.Options);

        using var cut = new CancellationTokenSource();
        using var first = TinyLanguage.Model(dropout);
        var progress = new CutAt(cutAfter, cut);
        Assert.Throws<OperationCanceledException>(() => Train(first, TinyLanguage.Options, folder.Root, progress, cut.Token));
        using var second = TinyLanguage.Model(dropout);
        Train(second, TinyLanguage.Options, folder.Root);

        Assert.Equal(TinyWorld.Bytes(whole), TinyWorld.Bytes(second));
        Assert.NotEqual(TinyWorld.Bytes(whole), TinyWorld.Bytes(first));
    }

    [Fact]
    public void A_training_can_be_resumed_with_fewer_epochs()
    {
        using var folder = new TemporaryFolder();
        using var cut = new CancellationTokenSource();
        using var first = TinyLanguage.Model();
        Assert.Throws<OperationCanceledException>(() => Train(first, TinyLanguage.Options, folder.Root, new CutAt(30, cut), cut.Token));

        using var second = TinyLanguage.Model();
        var result = Train(second, TinyLanguage.Options with { Epochs = 2 }, folder.Root);
        using var whole = TinyLanguage.Model();
        Assert.Equal(Train(whole, TinyLanguage.Options with { Epochs = 2 }).Steps, result.Steps);
    }

    [Fact]
    public void A_checkpoint_that_started_from_other_weights_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var cut = new CancellationTokenSource();
        using var first = TinyLanguage.Model();
        Assert.Throws<OperationCanceledException>(() => Train(first, TinyLanguage.Options, folder.Root, new CutAt(3, cut), cut.Token));

        var error = Assert.Throws<CheckpointMismatchException>(() => Train(first, TinyLanguage.Options, folder.Root));
        Assert.Contains("checkpoint.safetensors", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_little_text_is_refused_before_training()
    {
        using var model = TinyLanguage.Model();
        Assert.Throws<ArgumentException>(() =>
            new Pretrainer(TinyLanguage.Options).Train(model, TinyLanguage.Tokenizer, TextCorpus.Split(["abc", "abcdefghijk"])));
    }

    [Fact]
    public void Pretraining_leaves_no_native_tensor_behind()
    {
        using var model = TinyLanguage.Model();
        Train(model, TinyLanguage.Options with { Epochs = 1 });
        NativeTensors.NoneLeftBehind(() => Train(model, TinyLanguage.Options with { Epochs = 1 }));
    }

    [Fact]
    public void Given_vectors_keep_their_geometry_up_to_the_width_of_the_model()
    {
        using var scope = NewDisposeScope();
        using var model = TinyLanguage.Model();
        // Eight dimensions fit into sixteen: all distances are preserved except for their scale.
        var vectors = randn(26, 8);
        model.InitializeEmbeddings(vectors);

        var started = model.get_parameter("encoder.embeddings.word.weight")![..26, ..8];
        var (wanted, found) = (cdist(vectors, vectors), cdist(started, started));
        Assert.True((wanted / wanted.max()).allclose((found / found.max()).detach(), rtol: 1e-3, atol: 1e-3));
        Assert.Equal(0.02, started.std().item<float>(), 1e-4);
    }

    private static PretrainingResult Train(
        BertMaskedLanguageModel model,
        PretrainingOptions options,
        string? checkpoints = null,
        IProgress<PretrainingProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        new Pretrainer(options).Train(model, TinyLanguage.Tokenizer, TinyLanguage.Corpus(), checkpoints, progress, cancellationToken);

    private sealed class CutAt(int step, CancellationTokenSource cut) : IProgress<PretrainingProgress>
    {
        public void Report(PretrainingProgress value)
        {
            if (value.Step == step)
                cut.Cancel();
        }
    }
}
