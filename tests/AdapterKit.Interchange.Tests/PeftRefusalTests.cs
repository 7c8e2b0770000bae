using System.Text.Json.Nodes;

namespace AdapterKit.Interchange.Tests;

/// <summary>Folders of PEFT that would load with other numbers elsewhere, and those that differ in form alone.</summary>
public sealed class PeftRefusalTests : IDisposable
{
    private const string Weights = "adapter_model.safetensors";
    private readonly BertModel backbone = Folders.LoadPeftBackbone();
    private readonly CheckpointSource checkpoint = Folders.OpenPeftCheckpoint();

    [Theory]
    [InlineData("use_qalora", "true")]
    [InlineData("layer_replication", "[[0, 1]]")]
    [InlineData("target_parameters", "[\"q\"]")]
    [InlineData("trainable_token_indices", "{\"word_embeddings\": [1]}")]
    [InlineData("use_bdlora", "{\"rank\": 2}")]
    [InlineData("arrow_config", "{\"top\": 2}")]
    [InlineData("alora_invocation_tokens", "[7]")]
    [InlineData("of_tomorrow", "1")]
    [InlineData("bias", "\"some\"")]
    [InlineData("init_lora_weights", "\"corda\"")]
    [InlineData("init_lora_weights", "\"loftq\"")]
    [InlineData("peft_type", "\"VERA\"")]
    [InlineData("peft_type", "\"OF_TOMORROW\"")]
    [InlineData("r", "0")]
    [InlineData("r", "\"8\"")]
    [InlineData("lora_alpha", "\"a\"")]
    [InlineData("target_modules", "7")]
    [InlineData("target_modules", "\"(\"")]
    [InlineData("rank_pattern", "[1]")]
    public void A_field_that_changes_numbers_is_refused_by_name(string field, string value)
    {
        using var folder = new ChangedFolder(Folders.Peft("bert_lora_default")).With(fields => fields[field] = JsonNode.Parse(value));

        Assert.Contains($"'{field}'", Refuse(folder).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_that_was_cut_out_is_refused_with_its_keys()
    {
        using var folder = new ChangedFolder(Folders.Peft("bert_lora_default")).WithWeights(
            Weights, (key, value) => key.Contains("layer.1.", StringComparison.Ordinal) ? [] : [(key, value)]);
        var error = Refuse(folder);

        Assert.Equal(4, error.Missing.Count);
        Assert.All(error.Missing, key => Assert.Contains("layer.1.attention.self", key, StringComparison.Ordinal));
        Assert.Contains(error.Missing[0], error.Message, StringComparison.Ordinal);
        Assert.Empty(error.Unused);
    }

    [Fact]
    public void A_key_that_nothing_explains_is_refused()
    {
        using var folder = new ChangedFolder(Folders.Peft("bert_lora_default")).With(
            fields => fields["target_modules"] = new JsonArray("query"));
        var error = Refuse(folder);

        Assert.Equal(6, error.Unused.Count);
        Assert.All(error.Unused, key => Assert.Contains(".value.lora_", key, StringComparison.Ordinal));
    }

    [Fact]
    public void A_head_that_was_to_be_saved_must_be_there()
    {
        using var folder = new ChangedFolder(Folders.Peft("bert_lora_default")).WithWeights(
            Weights, (key, value) => key.Contains("classifier", StringComparison.Ordinal) ? [] : [(key, value)]);

        Assert.Contains("classifier", Refuse(folder).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_head_on_the_pooler_needs_the_checkpoint()
    {
        var error = Assert.Throws<InterchangeException>(() => AdapterFolder.Import(Folders.Peft("bert_lora_default"), backbone));

        Assert.Contains("'bert.pooler.dense' of the backbone's own checkpoint", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_width_that_no_tensor_has_is_refused_before_it_is_built()
    {
        using var folder = new ChangedFolder(Folders.Peft("bert_lora_default")).With(fields => fields["r"] = int.MaxValue);

        Assert.Contains("no tensor in", Refuse(folder).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_rank_is_refused_with_both_shapes()
    {
        using var folder = new ChangedFolder(Folders.Peft("bert_lora_default")).With(fields => fields["r"] = 4);

        Assert.Contains("[8, 32] instead of [4, 32]", Refuse(folder).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_backbone_that_pools_otherwise_is_refused()
    {
        using var weights = Folders.OpenPeftCheckpoint();
        using var mean = PretrainedBackbone.Load<BertModel>(
            weights,
            ConfigReader.Open(Folders.Peft("bert_config.json")),
            new PretrainedIdentity("bert", "golden", Pooling: Pooling.Mean));
        var error = Assert.Throws<InterchangeException>(() => AdapterFolder.Import(
            Folders.Peft("bert_lora_default"), mean, new ImportOptions { Checkpoint = checkpoint }));

        Assert.Contains("pools by Mean", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    public void Half_precision_is_read_as_single(ScalarType type)
    {
        using var folder = new ChangedFolder(Folders.Peft("bert_lora_default")).WithWeights(
            Weights, (key, value) => [(key, value.to_type(type))]);
        using var task = Import(folder.Path);

        Assert.All(task.parameters(), parameter => Assert.Equal(ScalarType.Float32, parameter.dtype));
    }

    /// <summary>Each says the same as the folder itself, in the words of the library.</summary>
    [Theory]
    [InlineData("\"all-linear\"", "[\"key\", \"dense\"]", null)]
    [InlineData("null", "null", null)]
    [InlineData("\".*(query|value)\"", "null", null)]
    [InlineData("[\"bert.encoder.layer.0.attention.self.query\", \"query\", \"self.value\"]", "null", null)]
    [InlineData("[\"query\", \"value\", \"key\"]", "\".*key\"", null)]
    [InlineData("[\"query\", \"value\"]", "null", "[0, 1, 2]")]
    public void Targets_are_read_as_the_library_reads_them(string targets, string excluded, string? layers)
    {
        using var folder = new ChangedFolder(Folders.Peft("bert_lora_default")).With(fields =>
        {
            fields["target_modules"] = JsonNode.Parse(targets);
            fields["exclude_modules"] = JsonNode.Parse(excluded);
            fields["layers_to_transform"] = layers is null ? null : JsonNode.Parse(layers);
        });
        using var original = Import(Folders.Peft("bert_lora_default"));
        using var task = Import(folder.Path);

        Assert.Equal(original.named_parameters().Select(weight => weight.name), task.named_parameters().Select(weight => weight.name));
    }

    [Theory]
    [InlineData("layer")]
    [InlineData(null)]
    public void A_restriction_to_layers_is_read(string? pattern)
    {
        using var folder = new ChangedFolder(Folders.Peft("bert_lora_default"))
            .With(fields => (fields["layers_to_transform"], fields["layers_pattern"]) = (2, pattern))
            .WithWeights(Weights, (key, value) =>
                key.Contains("layer.0.", StringComparison.Ordinal) || key.Contains("layer.1.", StringComparison.Ordinal)
                    ? [] : [(key, value)]);
        using var task = Import(folder.Path);

        Assert.Equal(
            ["layers.2.attention.q", "layers.2.attention.v"],
            backbone.Encoder.ProjectionSites.Where(site => task.AdapterAt(site) is not null).Select(site => site.ToString()));
    }

    [Fact]
    public void Keys_may_lack_the_prefix_of_the_model()
    {
        using var folder = new ChangedFolder(Folders.Peft("bert_lora_default")).WithWeights(
            Weights, (key, value) => [(key.Replace(".bert.", ".", StringComparison.Ordinal), value)]);
        using var original = Import(Folders.Peft("bert_lora_default"));
        using var task = Import(folder.Path);

        foreach (var (expected, actual) in original.parameters().Zip(task.parameters()))
            Assert.True(expected.eq(actual).all().item<bool>());
    }

    [Fact]
    public void A_folder_of_folders_names_those_within()
    {
        var error = Assert.Throws<InterchangeException>(() => AdapterFolder.Import(Folders.Peft("bert_mixed_batch"), backbone));

        Assert.Contains($"Did you mean {Folders.Peft("bert_mixed_batch", "ad1")} or", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_declared_task_takes_what_fits_it_alone()
    {
        var lora = new AdapterConfig(LoraAdapter.Variant);
        string[] labels = ["LABEL_0", "LABEL_1", "LABEL_2"];
        using var task = Import(Tasks.Declaration("bert", lora, "mood", labels));
        Assert.IsType<TunedTask>(task);
        Assert.Equal("mood", task.Id);
        Assert.Equal(lora.MaxTokens, task.Config.MaxTokens);

        AssertRefused(new AdapterConfig(BottleneckAdapter.Variant), "is declared with 'bottleneck'", labels);
        AssertRefused(lora, "3 outputs, but there are 2 labels", "yes", "no");
        Assert.Contains(
            "declared for backbone 'roberta'",
            Assert.Throws<InterchangeException>(() => Import(Tasks.Declaration("roberta", lora, "mood", labels))).Message,
            StringComparison.Ordinal);

        void AssertRefused(AdapterConfig config, string reason, params string[] named) => Assert.Contains(
            reason,
            Assert.Throws<InterchangeException>(() => Import(Tasks.Declaration("bert", config, "mood", named))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_imported_task_becomes_a_bundle_that_answers_the_same()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var folder = new TemporaryFolder();
        var declaration = Tasks.Declaration("bert", new AdapterConfig(LoraAdapter.Variant), "mood", "bad", "so-so", "good");
        using var imported = Import(declaration, "bert_lora_rank_alpha_pattern");
        Bundle.Save(folder.Root, imported);
        using var loaded = Bundle.Open(folder.Root).Load(declaration, backbone);
        using var golden = SafetensorsFile.Open(Folders.Peft("bert_lora_rank_alpha_pattern.safetensors"));
        using var batch = Folders.ReadBatch(golden, 0);

        Folders.AssertClose(loaded.Forward(batch), golden.Read("out/logits"), "the logits");
    }

    [Fact]
    public void Nothing_is_left_when_a_folder_is_refused()
    {
        using var folder = new ChangedFolder(Folders.Peft("bert_lora_default")).With(fields => fields["r"] = 4);
        Refuse(folder);
        NativeTensors.NoneLeftBehind(() => Refuse(folder));
    }

    public void Dispose()
    {
        checkpoint.Dispose();
        backbone.Dispose();
    }

    private TaskAdapter Import(string folder) =>
        AdapterFolder.Import(folder, backbone, new ImportOptions { Checkpoint = checkpoint });

    private TaskAdapter Import(TaskDeclaration declaration, string name = "bert_lora_default") => AdapterFolder.Import(
        Folders.Peft(name), backbone, new ImportOptions { Checkpoint = checkpoint, Declaration = declaration });

    private InterchangeException Refuse(ChangedFolder folder) =>
        Assert.Throws<InterchangeException>(() => Import(folder.Path).Dispose());
}
