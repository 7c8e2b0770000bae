namespace AdapterKit.Interchange.Tests;

/// <summary>Folders that PEFT saved for LLaMA and GPT-2: hidden states, logits of tokens, and gradients are those of PEFT.</summary>
public sealed class PeftDecoderTests
{
    internal static readonly string[] Imported =
    [
        "gpt2_ia3", "gpt2_lora_all_linear", "gpt2_lora_default", "gpt2_lora_dora", "gpt2_lora_fan_in_fan_out", "gpt2_lora_regex",
        "gpt2_lora_rslora_rank_pattern", "gpt2_lora_wpe", "llama_b_ia3", "llama_b_lora_lora_bias", "llama_ia3", "llama_ia3_custom",
        "llama_ia3_no_ff",
        "llama_lora_all_linear",
        "llama_lora_default", "llama_lora_dora", "llama_lora_dora_all_linear_rslora", "llama_lora_embed",
        "llama_lora_exclude_modules",
        "llama_lora_layers_to_transform", "llama_lora_r4_a16", "llama_lora_rank_alpha_pattern", "llama_lora_rslora",
        "llama_lora_rslora_pattern", "llama_lora_target_list", "llama_lora_target_regex", "llama_lora_target_suffix_path",
        "llama_lora_trainable_tokens",
    ];

    internal static readonly string[] Merged =
    [
        "gpt2_weighted_linear", "gpt2_weighted_svd", "llama_weighted_cat", "llama_weighted_cat3", "llama_weighted_linear",
        "llama_weighted_linear_neg", "llama_weighted_magnitude_prune", "llama_weighted_svd", "llama_weighted_ties",
    ];

    public static TheoryData<string> Cases => [.. Imported];

    public static TheoryData<string> Weighted => [.. Merged];

    [Theory]
    [InlineData("gpt2_base")]
    [InlineData("gpt2_cls_base")]
    [InlineData("llama_base")]
    [InlineData("llama_b_base")]
    [InlineData("llama_cls_base")]
    public void The_bare_model_matches_in_every_layer(string name)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var backbone = Folders.LoadPeftBackbone(name);
        using var golden = SafetensorsFile.Open(Folders.Peft($"{name}.safetensors"));
        using var batch = Folders.ReadBatch(golden, 0);
        var mask = golden.Read("in/attention_mask");
        for (var layer = 0; layer < backbone.Encoder.Layers.Count; layer++)
        {
            Folders.AssertHidden(
                backbone.EncodePrefix(batch, layer), golden.Read($"out/hidden_states.{layer}"), mask, $"the input of layer {layer}");
        }

        var hidden = backbone.Encode(batch);
        Folders.AssertHidden(hidden, golden.Read("out/last_hidden_state"), mask, "the output");
        if (!name.Contains("_cls", StringComparison.Ordinal))
            Folders.AssertRelative(((ILanguageModel)backbone).ComputeTokenLogits(hidden), golden.Read("out/logits"), "the logits");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Imported_adapters_compute_what_the_library_computed(string name)
    {
        using var backbone = Folders.LoadPeftBackbone(name);
        using var task = AdapterFolder.Import(Folders.Peft(name), backbone);
        AssertOutput(name, backbone, task.Id, [task]);
        AssertGradients(name, backbone, task);
    }

    [Theory]
    [MemberData(nameof(Weighted))]
    public void Combined_adapters_compute_what_the_library_computed(string name)
    {
        using var backbone = Folders.LoadPeftBackbone(name);
        using var task = AdapterFolder.Import(Folders.Peft(name, "m"), backbone);
        AssertOutput(name, backbone, task.Id, [task]);
    }

    /// <summary>
    /// The library takes what such an adapter began with out of the backbone; here the adapter has it, with the opposite sign.
    /// </summary>
    [Theory]
    [InlineData("llama_lora_init_olora")]
    [InlineData("llama_lora_init_pissa")]
    public void Adapters_that_began_as_a_part_of_the_backbone_compute_what_the_library_computed(string name)
    {
        using var backbone = Folders.LoadPeftBackbone(name);
        using var task = AdapterFolder.Import(Folders.Peft(name), backbone);

        Assert.All(task.Config.Sets.Select(set => (LoraOptions)set.Options), options => Assert.Equal(8, options.Rank));
        AssertOutput(name, backbone, task.Id, [task]);
    }

    /// <summary>Every row has an adapter of its own or none, or all rows have both.</summary>
    [Theory]
    [InlineData("gpt2_mixed_batch")]
    [InlineData("llama_mixed_batch")]
    [InlineData("llama_multi_active")]
    public void Several_adapters_compute_what_the_library_computed(string name)
    {
        using var backbone = Folders.LoadPeftBackbone(name);
        using var first = AdapterFolder.Import(Folders.Peft(name, "ad1"), backbone);
        using var second = AdapterFolder.Import(Folders.Peft(name, "b"), backbone);
        Setup setup = name.EndsWith("_mixed_batch", StringComparison.Ordinal) ? ReadRows(name) : Setup.Stack("ad1", "b");
        AssertOutput(name, backbone, setup, [first, second]);
    }

    [Theory]
    [InlineData("gpt2_cls_lora_score")]
    [InlineData("llama_cls_lora_score")]
    public void Heads_of_texts_read_the_last_token(string name)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var backbone = Folders.LoadPeftBackbone(name);
        using var task = AdapterFolder.Import(Folders.Peft(name), backbone);
        using var golden = SafetensorsFile.Open(Folders.Peft($"{name}.safetensors"));
        using var batch = Folders.ReadBatch(golden, 0);

        Folders.AssertClose(task.Forward(batch), golden.Read("out/logits"), "the logits");
    }

    [Theory]
    [InlineData("llama_lora_lm_head", "the target 'lm_head'")]
    [InlineData("llama_lora_modules_to_save", "lm_head.weight")]
    public void What_has_no_counterpart_is_refused_by_name(string name, string reason)
    {
        using var backbone = Folders.LoadPeftBackbone(name);
        var error = Assert.Throws<InterchangeException>(() => AdapterFolder.Import(Folders.Peft(name), backbone).Dispose());

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Folders_are_written_and_read_back_bit_by_bit(string name)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var backbone = Folders.LoadPeftBackbone(name);
        using var task = AdapterFolder.Import(Folders.Peft(name), backbone);
        AdapterFolder.ExportPeft(task, folder.PathOf("out"), new ExportOptions { Head = false });
        using var again = AdapterFolder.Import(folder.PathOf("out"), backbone, new ImportOptions { Head = false });

        var weights = again.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        Assert.Equal(weights.Count, task.named_parameters().Count());
        Assert.All(task.named_parameters(), entry => Assert.True(entry.parameter.equal(weights[entry.name]).all().ToBoolean(), entry.name));
    }

    /// <summary>The adapter of each row.</summary>
    internal static Setup ReadRows(string name) => Setup.BatchSplit(
        [.. Folders.ReadJson(Folders.Peft($"{name}.json")).GetProperty("mixed").EnumerateArray().Select(
            row => row.GetString() is var id && id == "__base__" ? Setup.Bare : Setup.Of(id!))]);

    private static void AssertOutput(string name, PretrainedBackbone backbone, Setup setup, IReadOnlyList<TaskAdapter> tasks)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var golden = SafetensorsFile.Open(Folders.Peft($"{name}.safetensors"));
        using var batch = Folders.ReadBatch(golden, 0);
        foreach (var purpose in Enum.GetValues<PlanPurpose>())
        {
            using var plan = backbone.Compile(setup, tasks, purpose);
            var hidden = backbone.Encode(batch, plan);
            var mask = golden.Read("in/attention_mask").to_type(ScalarType.Bool);
            Folders.AssertRelative(hidden[mask], golden.Read("out/last_hidden_state")[mask], $"{name} for {purpose}");
            Folders.AssertRelative(
                ((ILanguageModel)backbone).ComputeTokenLogits(hidden)[mask], golden.Read("out/logits")[mask], $"the logits of {name}");
        }
    }

    /// <summary>The goldens' loss is the sum of squares of the last hidden state, at padding, too.</summary>
    private static void AssertGradients(string name, PretrainedBackbone backbone, TaskAdapter task)
    {
        using var scope = NewDisposeScope();
        using var golden = SafetensorsFile.Open(Folders.Peft($"{name}.safetensors"));
        using var batch = Folders.ReadBatch(golden, 0);
        using var plan = backbone.Compile(task);
        backbone.Encode(batch, plan).square().sum().backward();
        var expected = golden.Keys.Where(key => key.StartsWith("grad/", StringComparison.Ordinal)).ToList();
        var parameters = task.named_parameters().ToDictionary(entry => KeyOf(name, entry.name), entry => entry.parameter);
        Assert.Equal(expected.Order(StringComparer.Ordinal), parameters.Keys.Order(StringComparer.Ordinal));
        foreach (var key in expected)
        {
            var gradient = parameters[key].grad!;

            // LLaMA's table never learns the row of padding, whose hidden states are a part of this sum.
            if (key.EndsWith("embed_tokens.lora_embedding_A.default", StringComparison.Ordinal))
                gradient.narrow(1, 0, 1).zero_();

            Folders.AssertRelative(gradient, golden.Read(key).view(parameters[key].shape), key);
        }
    }

    private static string KeyOf(string name, string parameter)
    {
        var isGpt = name.StartsWith("gpt2", StringComparison.Ordinal);
        if (parameter == "embeddings.adapter.vectors")
            return "grad/base_model.model.model.embed_tokens.token_adapter.trainable_tokens_delta.default";

        if (parameter.StartsWith("embeddings.adapter.", StringComparison.Ordinal))
        {
            var table = isGpt ? "transformer.wpe" : "model.embed_tokens";
            return $"grad/base_model.model.{table}.lora_embedding_{parameter[^1..].ToUpperInvariant()}.default";
        }

        var path = parameter.Split('.');
        var module = (path[2], path[3]) switch
        {
            ("attention", "qkv") => "attn.c_attn",
            ("attention", "o") when isGpt => "attn.c_proj",
            ("attention", var part) => $"self_attn.{part}_proj",
            (_, "fc1") => "mlp.c_fc",
            (_, "fc2") => "mlp.c_proj",
            (_, var part) => $"mlp.{part}_proj",
        };
        var component = path[5] switch
        {
            "a" => "lora_A.default.weight",
            "b" => $"lora_B.default.{path[6]}",
            "scale" => "ia3_l.default",
            "magnitude" => "lora_magnitude_vector.default.weight",
            var other => other,
        };
        return $"grad/base_model.model.{(isGpt ? "transformer.h" : "model.layers")}.{path[1]}.{module}.{component}";
    }
}
