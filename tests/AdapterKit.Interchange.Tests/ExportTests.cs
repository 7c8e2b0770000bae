namespace AdapterKit.Interchange.Tests;

/// <summary>What is written is what the libraries themselves write, and reads back bit by bit.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> HubCases => HubGoldenTests.Written;

    public static TheoryData<string> Prefixes => HubGoldenTests.Prefixes;

    public static TheoryData<string, string> PeftCases => PeftGoldenTests.Cases;

    /// <summary>Our file has the keys and the values of the library's own.</summary>
    [Theory]
    [MemberData(nameof(HubCases))]
    public void AdapterHub_folders_have_the_keys_and_values_of_the_library(string name)
    {
        using var peer = new HubCase(name);
        foreach (var task in peer.Tasks.Where(task => task.Config.Fusion?.Options.Temperature != true))
        {
            var isFusion = task.Config.Fusion is not null;
            var own = folder.PathOf(task.Id);
            var usesPooler = name == "bert_head_pooler";
            AdapterFolder.ExportAdapterHub(task, own, new ExportOptions { Head = peer.HasHead(task.Id) && !usesPooler });

            var original = Folders.Hub(name, isFusion ? $"fusion_{string.Join('+', task.Config.Fusion!.Setup.Names)}" : task.Id);
            AssertSame(
                isFusion ? "model_adapter_fusion.safetensors" : "adapter.safetensors",
                isFusion ? "pytorch_model_adapter_fusion.bin" : "pytorch_adapter.bin");
            if (peer.HasHead(task.Id) && !usesPooler)
                AssertSame("model_head.safetensors", "pytorch_model_head.bin");

            using var again = AdapterFolder.Import(own, peer.Backbone, new ImportOptions
            {
                Id = task.Id,
                Members = task.Config.Members,
                Head = !usesPooler,
            });
            AssertEqual(task, again, ignoreHead: usesPooler);

            void AssertSame(string written, string published)
            {
                using var ours = SafetensorsCheckpoint.Open(Path.Combine(own, written));
                using var theirs = TorchCheckpoint.Open(Path.Combine(original, published));
                // The library repeats the network of the prefixes in every layer.
                var keys = theirs.Keys.Where(key => !key.Contains(".prefix_tuning.pool.", StringComparison.Ordinal));
                Assert.Equal(keys.Order(StringComparer.Ordinal), ours.Keys.Order(StringComparer.Ordinal));
                foreach (var key in ours.Keys)
                    AssertBits(ours.Read(key), theirs.Read(key), key);
            }
        }
    }

    [Theory]
    [MemberData(nameof(PeftCases))]
    public void Peft_folders_read_back_bit_by_bit(string name, string part)
    {
        using var backbone = Folders.LoadPeftBackbone();
        using var checkpoint = Folders.OpenPeftCheckpoint();
        using var task = AdapterFolder.Import(Folders.Peft(name, part), backbone, new ImportOptions { Checkpoint = checkpoint });
        AdapterFolder.ExportPeft(task, folder.PathOf("out"));
        using var again = AdapterFolder.Import(folder.PathOf("out"), backbone, new ImportOptions { Id = task.Id });

        AssertEqual(task, again);
        using var ours = SafetensorsCheckpoint.Open(folder.PathOf("out", "adapter_model.safetensors"));
        var file = Directory.EnumerateFiles(Folders.Peft(name, part), "adapter_model.*").Single();
        using CheckpointSource theirs = part == "pickle" ? TorchCheckpoint.Open(file) : SafetensorsCheckpoint.Open(file);
        // Adapters of the pooler are merged: it is saved whole. With all biases, the library repeats those of a head under two other names.
        string[] others = ["pooler", ".original_module.", ".modules_to_save."];
        foreach (var key in theirs.Keys.Where(key => !others.Any(other => key.Contains(other, StringComparison.Ordinal))))
            AssertBits(ours.Read(key), theirs.Read(key), key);
    }

    /// <summary>Adapters of a language model have no head, and are what PEFT calls a causal model.</summary>
    [Theory]
    [InlineData("gpt2_lora_default")]
    [InlineData("llama_lora_all_linear")]
    [InlineData("llama_ia3")]
    public void Language_models_are_written_as_the_library_writes_them(string name)
    {
        using var backbone = Folders.LoadPeftBackbone(name);
        using var task = AdapterFolder.Import(Folders.Peft(name), backbone);
        AdapterFolder.ExportPeft(task, folder.PathOf("out"));
        using var again = AdapterFolder.Import(folder.PathOf("out"), backbone, new ImportOptions { Id = task.Id });

        Assert.IsType<LanguageModelTask>(task, exactMatch: false);
        AssertEqual(task, again);
        Assert.Equal(
            "CAUSAL_LM", Folders.ReadJson(folder.PathOf("out", "adapter_config.json")).GetProperty("task_type").GetString());
        using var ours = SafetensorsCheckpoint.Open(folder.PathOf("out", "adapter_model.safetensors"));
        using var theirs = SafetensorsCheckpoint.Open(Directory.EnumerateFiles(Folders.Peft(name), "adapter_model.*").Single());
        Assert.Equal(theirs.Keys.Order(StringComparer.Ordinal), ours.Keys.Order(StringComparer.Ordinal));
        foreach (var key in ours.Keys)
            AssertBits(ours.Read(key), theirs.Read(key), key);
    }

    /// <summary>Adapters of an encoder-decoder have the keys of the model with its own head, and write texts.</summary>
    [Theory]
    [InlineData("t5", "base_model.model.encoder.block.0.layer.0.SelfAttention.q.lora_A.weight")]
    [InlineData("bart", "base_model.model.model.encoder.layers.0.self_attn.q_proj.lora_A.weight")]
    public void Encoder_decoders_are_written_for_the_model_with_its_head(string name, string key)
    {
        using var peer = new HubCase($"{name}_lora");
        AdapterFolder.ExportPeft(peer.Tasks[0], folder.PathOf("out"));
        using var again = AdapterFolder.Import(folder.PathOf("out"), peer.Backbone, new ImportOptions { Id = "again" });

        Assert.IsType<TextToTextTask>(peer.Tasks[0], exactMatch: false);
        Assert.IsType<TextToTextTask>(again, exactMatch: false);
        AssertEqual(peer.Tasks[0], again);
        Assert.Equal(
            "SEQ_2_SEQ_LM", Folders.ReadJson(folder.PathOf("out", "adapter_config.json")).GetProperty("task_type").GetString());
        using var ours = SafetensorsCheckpoint.Open(folder.PathOf("out", "adapter_model.safetensors"));
        Assert.Contains(key, ours.Keys);
    }

    [Fact]
    public void A_fusion_reads_back_bit_by_bit()
    {
        using var peer = new HubCase("bert_fuse_dynamic");
        var fusion = peer.Tasks[^1];
        AdapterFolder.ExportAdapterHub(fusion, folder.PathOf("fusion"));
        using var again = AdapterFolder.Import(folder.PathOf("fusion"), peer.Backbone, new ImportOptions { Members = peer.Tasks });

        Assert.Equal("a,b,c", again.Id);
        AssertEqual(fusion, again);
    }

    [Theory]
    [InlineData("bert_pfeiffer", "PEFT has no adapters at")]
    [InlineData("bert_union_mh_out", "PEFT has no adapters at")]
    public void Bottlenecks_have_no_name_in_PEFT(string name, string reason)
    {
        using var peer = new HubCase(name);
        var error = Assert.Throws<InterchangeException>(() => AdapterFolder.ExportPeft(peer.Tasks[0], folder.PathOf("out")));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.PathOf("out")));
    }

    [Fact]
    public void A_fusion_has_no_name_in_PEFT()
    {
        using var peer = new HubCase("bert_fuse_static");
        var error = Assert.Throws<InterchangeException>(() => AdapterFolder.ExportPeft(peer.Tasks[^1], folder.PathOf("out")));

        Assert.Contains("fuses others", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_temperature_has_no_name_in_AdapterHub()
    {
        using var peer = new HubCase("bert_fuse_temperature");
        var error = Assert.Throws<InterchangeException>(() => AdapterFolder.ExportAdapterHub(peer.Tasks[^1], folder.PathOf("out")));

        Assert.Contains("temperature", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bert_ia3", "'ia3-input'")]
    [InlineData("bert_lora_dora", "'dora'")]
    [InlineData("bert_lora_rslora", "rank-stabilized")]
    [InlineData("bert_lora_list_dense", "'attention.o'")]
    public void What_PEFT_alone_has_has_no_name_in_AdapterHub(string name, string reason)
    {
        using var backbone = Folders.LoadPeftBackbone();
        using var task = AdapterFolder.Import(Folders.Peft(name), backbone, new ImportOptions { Head = false });
        var error = Assert.Throws<InterchangeException>(() => AdapterFolder.ExportAdapterHub(task, folder.PathOf("out")));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Prefixes))]
    public void Prefixes_are_never_left_out_without_a_word(string name)
    {
        using var peer = new HubCase(name);
        var hub = Assert.Throws<InterchangeException>(
            () => AdapterFolder.ExportAdapterHub(peer.Tasks[0], folder.PathOf("out"), new ExportOptions { Head = false }));
        var peft = Assert.Throws<InterchangeException>(
            () => AdapterFolder.ExportPeft(peer.Tasks[0], folder.PathOf("out"), new ExportOptions { Head = false }));

        Assert.Contains("'prefix'", hub.Message, StringComparison.Ordinal);
        Assert.NotEmpty(peft.Message);
        Assert.False(Directory.Exists(folder.PathOf("out")));
    }

    [Theory]
    [MemberData(nameof(HubGoldenTests.Packed), MemberType = typeof(HubGoldenTests))]
    public void Adapters_of_packed_matrices_are_not_written_for_AdapterHub(string name)
    {
        using var peer = new HubCase(name);
        var error = Assert.Throws<InterchangeException>(
            () => AdapterFolder.ExportAdapterHub(peer.Tasks[0], folder.PathOf("out"), new ExportOptions { Head = false }));

        Assert.Contains("packed in checkpoints", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.PathOf("out")));
    }

    [Fact]
    public void LoRA_moves_between_the_libraries_bit_by_bit()
    {
        using var peer = new HubCase("bert_lora_all");
        AdapterFolder.ExportPeft(peer.Tasks[0], folder.PathOf("peft"));
        using var moved = AdapterFolder.Import(folder.PathOf("peft"), peer.Backbone);
        AdapterFolder.ExportAdapterHub(moved, folder.PathOf("hub"), new ExportOptions { Name = "a" });
        using var again = AdapterFolder.Import(folder.PathOf("hub"), peer.Backbone);

        AssertEqual(peer.Tasks[0], again);
    }

    [Fact]
    public void A_norm_of_the_head_or_of_the_layer_is_refused()
    {
        using var backbone = Folders.LoadPeftBackbone();
        using var task = Tasks.Declaration(backbone.Id, new AdapterConfig(BottleneckAdapter.Variant)).Create(backbone);
        var head = Assert.Throws<InterchangeException>(() => AdapterFolder.ExportAdapterHub(task, folder.PathOf("out")));
        var norm = Assert.Throws<InterchangeException>(
            () => AdapterFolder.ExportAdapterHub(task, folder.PathOf("out"), new ExportOptions { Head = false }));

        Assert.Contains("begins with a norm", head.Message, StringComparison.Ordinal);
        Assert.Contains("its own copy of the norm", norm.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_with_files_is_not_overwritten()
    {
        using var peer = new HubCase("bert_lora");
        File.WriteAllText(folder.PathOf("mine"), "");

        Assert.Throws<IOException>(() => AdapterFolder.ExportPeft(peer.Tasks[0], folder.Root));
        Assert.Equal([folder.PathOf("mine")], Directory.EnumerateFileSystemEntries(folder.Root));
    }

    public void Dispose() => folder.Dispose();

    private static void AssertEqual(TaskAdapter expected, TaskAdapter actual, bool ignoreHead = false)
    {
        var weights = expected.named_parameters()
            .Where(weight => !ignoreHead || !weight.name.StartsWith("head.", StringComparison.Ordinal)).ToList();
        var others = actual.named_parameters().ToDictionary(weight => weight.name, weight => weight.parameter);
        Assert.Equal(weights.Select(weight => weight.name).Order(), others.Keys.Order());
        foreach (var (name, weight) in weights)
            AssertBits(others[name], weight, name);
    }

    private static void AssertBits(Tensor actual, Tensor expected, string what)
    {
        using var scope = NewDisposeScope();
        Assert.Equal(expected.shape, actual.shape);
        Assert.True(actual.eq(expected).all().item<bool>(), $"{what} differs.");
    }
}
