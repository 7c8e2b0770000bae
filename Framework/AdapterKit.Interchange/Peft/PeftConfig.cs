using System.Text.Json;

namespace AdapterKit.Interchange;

/// <summary>What the <c>adapter_config.json</c> of a PEFT folder says.</summary>
internal sealed record PeftConfig
{
    private static readonly string[] Harmless =
    [
        "auto_mapping", "base_model_name_or_path", "eva_config", "fan_in_fan_out", "inference_mode", "init_ia3_weights", "lora_dropout",
        "megatron_core", "peft_version", "qalora_group_size", "revision", "runtime_config",
    ];

    // What computed the vectors of a prompt in training, which the folder has as they were computed.
    private static readonly string[] HarmlessForPrompts =
    [
        "auto_mapping", "base_model_name_or_path", "encoder_dropout", "encoder_hidden_size", "encoder_num_layers",
        "encoder_reparameterization_type", "inference_mode", "init_weights", "num_attention_heads", "peft_version", "prefix_projection",
        "prompt_tuning_init", "prompt_tuning_init_text", "revision", "token_dim", "tokenizer_kwargs", "tokenizer_name_or_path",
    ];

    // Others change the weights of the backbone when PEFT loads them, and not all in a way that can be computed again.
    private static readonly string[] Initializations = ["gaussian", "eva", "orthogonal", PeftStart.Pissa, PeftStart.Olora];

    private static readonly string[] NeverWithBiases = ["use_dora", "lora_bias"];

    public required string Path { get; init; }

    public required PeftMethod Method { get; init; }

    public ModuleNames? Targets { get; init; }

    public ModuleNames Excluded { get; init; } = ModuleNames.None;

    public ModuleNames FeedForward { get; init; } = ModuleNames.None;

    public IReadOnlyList<int>? Layers { get; init; }

    public IReadOnlyList<string> LayerPatterns { get; init; } = [];

    public int Rank { get; init; }

    public double Alpha { get; init; }

    public bool RankStabilized { get; init; }

    public bool IsDora { get; init; }

    public bool HasBias { get; init; }

    /// <summary>Which biases of the backbone were trained: <see cref="PeftBiases.None"/> or another constant beside it.</summary>
    public string Biases { get; init; } = PeftBiases.None;

    /// <summary>The tokens whose embeddings the folder has.</summary>
    public IReadOnlyList<int> Tokens { get; init; } = [];

    /// <summary>How the weights began to be trained, if that is not as usual.</summary>
    public string? Start { get; init; }

    public IReadOnlyList<ModulePattern> Ranks { get; init; } = [];

    public IReadOnlyList<ModulePattern> Alphas { get; init; } = [];

    /// <summary>The number of layers that a prefix was trained for; 0 if the folder does not say.</summary>
    public int PromptLayers { get; init; }

    /// <summary>The number of vectors of a prompt or prefix; 0 for other methods.</summary>
    public int VirtualTokens { get; init; }

    public string? TaskType { get; init; }

    public IReadOnlyList<string> SavedModules { get; init; } = [];

    /// <exception cref="InterchangeException">A field asks for something that is not supported.</exception>
    public static PeftConfig Read(ConfigFields fields)
    {
        var type = fields.GetText("peft_type");
        var config = type switch
        {
            "LORA" => ReadLora(fields),
            "IA3" => ReadIa3(fields),
            "PROMPT_TUNING" or "P_TUNING" => ReadPrompt(fields, PeftMethod.Prompt),
            "PREFIX_TUNING" => ReadPrompt(fields, PeftMethod.Prefix),
            _ => throw new InterchangeException(
                $"{fields.Path}: 'peft_type' is '{type}'. Supported are LORA, IA3, PREFIX_TUNING, PROMPT_TUNING and P_TUNING."),
        };
        fields.RequireAllRead(config.VirtualTokens > 0 ? HarmlessForPrompts : Harmless);
        return config;
    }

    private static PeftConfig ReadPrompt(ConfigFields fields, PeftMethod method)
    {
        if (fields.GetInteger("num_transformer_submodules", 1) is var modules and not 1)
        {
            throw new InterchangeException(
                $"{fields.Path}: 'num_transformer_submodules' is {modules}: models with encoder and decoder are not supported.");
        }

        var length = fields.GetInteger("num_virtual_tokens", 0);
        if (length < 1)
            throw new InterchangeException($"{fields.Path}: 'num_virtual_tokens' is {length}, but must be 1 or more.");

        var layers = fields.GetInteger("num_layers", 0);
        return ReadCommon(fields, method) with { VirtualTokens = length, PromptLayers = layers };
    }

    private static PeftConfig ReadIa3(ConfigFields fields) => ReadCommon(fields, PeftMethod.Ia3) with
    {
        FeedForward = ModuleNames.Read(fields, "feedforward_modules", endsLoosely: true)
            ?? (fields.Has("target_modules") ? ModuleNames.None : ModuleNames.Of("output.dense", "down_proj", "mlp.c_proj")),
    };

    private static PeftConfig ReadLora(ConfigFields fields)
    {
        RequireInitialization(fields);
        fields.Require("use_qalora", expected: false, "QA-LoRA has no counterpart here.");
        if (fields.Is("lora_bias") && fields.Is("use_dora"))
            throw new InterchangeException($"{fields.Path}: 'lora_bias' and 'use_dora' are on, but DoRA has no bias here.");

        return ReadCommon(fields, PeftMethod.Lora) with
        {
            Biases = ReadBiases(fields),
            Rank = fields.GetInteger("r", 8),
            Alpha = fields.GetNumber("lora_alpha", 8),
            RankStabilized = fields.Is("use_rslora"),
            IsDora = fields.Is("use_dora"),
            HasBias = fields.Is("lora_bias"),
            Tokens = fields.GetIntegers("trainable_token_indices") ?? [],
            Start = fields.Find("init_lora_weights") is { ValueKind: JsonValueKind.String } start ? start.GetString() : null,
            Layers = fields.GetIntegers("layers_to_transform"),
            LayerPatterns = fields.Find("layers_pattern") is { ValueKind: JsonValueKind.String } one
                ? [one.GetString()!]
                : fields.GetTexts("layers_pattern") ?? [],
            Ranks = ModulePattern.ReadAll(fields, "rank_pattern"),
            Alphas = ModulePattern.ReadAll(fields, "alpha_pattern"),
        };
    }

    private static string ReadBiases(ConfigFields fields)
    {
        var biases = fields.GetText("bias") ?? PeftBiases.None;
        if (biases == PeftBiases.None)
            return biases;

        if (biases is not (PeftBiases.OfLora or PeftBiases.All))
        {
            throw new InterchangeException(
                $"{fields.Path}: 'bias' is '{biases}'. Supported are {PeftBiases.None}, {PeftBiases.OfLora} and {PeftBiases.All}.");
        }

        if (NeverWithBiases.FirstOrDefault(field => fields.Is(field)) is { } other)
            throw new InterchangeException($"{fields.Path}: 'bias' is '{biases}' and '{other}' is on, which no adapter here does at once.");

        return biases;
    }

    private static PeftConfig ReadCommon(ConfigFields fields, PeftMethod method) => new()
    {
        Path = fields.Path,
        Method = method,
        Targets = ModuleNames.Read(fields, "target_modules"),
        Excluded = ModuleNames.Read(fields, "exclude_modules") ?? ModuleNames.None,
        TaskType = fields.GetText("task_type"),
        SavedModules = [.. (fields.GetTexts("modules_to_save") ?? []).Distinct()],
    };

    private static void RequireInitialization(ConfigFields fields)
    {
        if (fields.Find("init_lora_weights") is { ValueKind: JsonValueKind.String } named && !Initializations.Contains(named.GetString()))
        {
            throw new InterchangeException(
                $"{fields.Path}: 'init_lora_weights' is '{named.GetString()}': PEFT changes the backbone's weights as it loads the "
                + "adapter. Save it as plain LoRA first.");
        }
    }
}
