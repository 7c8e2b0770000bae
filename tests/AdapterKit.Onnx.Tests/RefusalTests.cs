namespace AdapterKit.Onnx.Tests;

/// <summary>What cannot be written is named, and nothing is written.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_variant_that_is_not_a_bottleneck()
    {
        using var backbone = RandomModels.Create("bert", layers: 1);

        Refuses<OnnxExportException>(backbone, new AdapterConfig(GateAdapter.Variant), "GateAdapter", nameof(IOnnxModule));
    }

    [Fact]
    public void A_variant_that_computes_more_than_its_graph_writes()
    {
        using var backbone = RandomModels.Create("bert", layers: 1);

        Refuses<OnnxExportException>(backbone, new AdapterConfig(DampingAdapter.Variant), "DampingAdapter", "IsAdditive");
    }

    [Fact]
    public void Gates_of_what_is_added_to_an_attention()
    {
        using var backbone = RandomModels.Create("bert", layers: 1);
        var gated = new AdapterConfig(PrefixAdapter.Variant) { Options = new PrefixOptions { Gating = Gating.RealTokens } };

        Refuses<OnnxExportException>(backbone, gated, "PrefixAdapter", "without gates");
    }

    [Fact]
    public void Changes_of_the_embedded_tokens()
    {
        using var backbone = RandomModels.Create("bert", layers: 1);

        Refuses<OnnxExportException>(backbone, new AdapterConfig(InvertibleAdapter.Variant), "InvertibleAdapter", "embedded tokens");
        Refuses<OnnxExportException>(backbone, new AdapterConfig(EmbeddingLoraAdapter.Variant), "EmbeddingLoraAdapter", "another variant");
    }

    [Fact]
    public void A_sublayer_of_a_users_own()
    {
        using var backbone = new OwnBackbone(new HalvingLayer(new Halving()));

        Refuses<OnnxExportException>(backbone, Bottleneck, "Halving", nameof(IOnnxModule));
    }

    [Fact]
    public void A_layer_that_computes_something_else()
    {
        using var backbone = new OwnBackbone(new HandWrittenLayer(), new SwappedLayer());

        Refuses<OnnxExportException>(backbone, Bottleneck, "Layer 1", "SwappedLayer");
    }

    [Fact]
    public void Embeddings_of_another_form()
    {
        using var backbone = new OwnBackbone(new HandWrittenLayer()) { EmbedsTwice = true };

        Refuses<OnnxExportException>(backbone, Bottleneck, "OwnBackbone", "embeds");
    }

    [Fact]
    public void A_pooling_of_another_form()
    {
        using var backbone = new OwnBackbone(new HandWrittenLayer()) { PoolsSquares = true };

        Refuses<OnnxExportException>(backbone, Bottleneck, "OwnBackbone", "pools", "FirstToken, Mean, Max, LastToken");
    }

    [Fact]
    public void The_first_layers_of_a_model_alone()
    {
        using var whole = RandomModels.Create("bert");
        using var backbone = whole.Truncate(2);
        backbone.eval();

        Refuses<OnnxExportException>(backbone, Bottleneck, "TruncatedBackbone", "embeds");
    }

    [Fact]
    public void A_head_of_another_form()
    {
        using var backbone = RandomModels.Create("bert", layers: 1);
        using var task = new TemperedTask(backbone).Evaluating();

        Refuses<OnnxExportException>([task], "TemperedTask", nameof(IOnnxModule));
    }

    [Fact]
    public void A_task_in_training_mode()
    {
        using var backbone = RandomModels.Create("bert", layers: 1);
        using var task = AnyTask.Create("any", backbone);
        task.train();

        Refuses<OnnxExportException>([task], "training mode");
    }

    [Fact]
    public void A_task_with_the_name_of_an_input()
    {
        using var backbone = RandomModels.Create("bert", layers: 1);
        using var one = AnyTask.Create("one", backbone);
        using var task = AnyTask.Create("input_ids", backbone);

        Refuses<OnnxExportException>([task], "'input_ids'");
        Refuses<OnnxExportException>([one, task], "'input_ids'");
    }

    [Fact]
    public void No_task_the_same_twice_or_tasks_of_two_backbones()
    {
        using var backbone = RandomModels.Create("bert", layers: 1);
        using var other = RandomModels.Create("roberta", layers: 1);
        using var task = AnyTask.Create("any", backbone);
        using var foreign = AnyTask.Create("foreign", other);

        Refuses<ArgumentException>([], "no task");
        Refuses<ArgumentException>([task, task], "'any' is named twice");
        Refuses<ArgumentException>([task, foreign], "'foreign'", "another backbone");
    }

    [Fact]
    public void Layers_that_do_not_exist()
    {
        using var backbone = RandomModels.Create("bert", layers: 1);
        using var task = AnyTask.Create("any", backbone);

        var error = Assert.Throws<ArgumentException>(
            () => OnnxExporter.Write(folder.PathOf("model.onnx"), [task], DropSet.FirstLayers(2)));

        Assert.Contains("there are 1 layers", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_weights_than_a_file_may_have()
    {
        using var backbone = RandomModels.Create("bert", layers: 1);
        using var task = AnyTask.Create("any", backbone);
        var graph = new OnnxGraph("any", maxWeightBytes: 20_000);

        var error = Assert.Throws<OnnxExportException>(() => OnnxExporter.Create(graph, [task], DropSet.None));

        Assert.Contains("layers.0.attention", error.Message, StringComparison.Ordinal);
        Assert.Contains("has room for 20,000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_left_of_a_file_that_cannot_be_replaced()
    {
        using var backbone = RandomModels.Create("bert", layers: 1);
        using var task = AnyTask.Create("any", backbone);
        Directory.CreateDirectory(folder.PathOf("model.onnx"));

        Assert.ThrowsAny<Exception>(() => OnnxExporter.Write(folder.PathOf("model.onnx"), [task]));
        Assert.Single(Directory.GetFileSystemEntries(folder.Root));
    }

    private static AdapterConfig Bottleneck => new(BottleneckAdapter.Variant);

    private void Refuses<TException>(Backbone backbone, AdapterConfig config, params string[] words)
        where TException : Exception
    {
        using var task = AnyTask.Create("any", backbone, config);
        Refuses<TException>([task], words);
    }

    private void Refuses<TException>(IReadOnlyList<TaskAdapter> tasks, params string[] words)
        where TException : Exception
    {
        var error = Assert.Throws<TException>(() => OnnxExporter.Write(folder.PathOf("model.onnx"), tasks));

        Assert.All(words, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Root));
    }
}
