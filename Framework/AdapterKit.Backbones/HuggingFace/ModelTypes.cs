namespace AdapterKit.Backbones;

/// <summary>The declared models by the <c>model_type</c> of their <c>config.json</c>.</summary>
internal static class ModelTypes
{
    private static readonly Dictionary<string, ModelType> Known = new(StringComparer.Ordinal)
    {
        ["bert"] = ModelType.Of<BertModel>(),
        ["roberta"] = ModelType.Of<RobertaModel>(),
        ["xlm-roberta"] = ModelType.Of<RobertaModel>(),
        ["camembert"] = ModelType.Of<RobertaModel>(),
        ["distilbert"] = ModelType.Of<DistilBertModel>(),
        ["electra"] = ModelType.Of<ElectraModel>(),
        ["gpt2"] = ModelType.Of<Gpt2Model>(),
        ["llama"] = ModelType.Of<LlamaModel>(),
        ["mistral"] = ModelType.Of<LlamaModel>(),
        ["qwen2"] = ModelType.Of<LlamaModel>(),
        ["gemma2"] = ModelType.Of<Gemma2Model>(),
        ["t5"] = ModelType.Of<T5Model>(),
        ["mt5"] = ModelType.Of<T5Model>(),
        ["vit"] = ModelType.Of<ViTModel>(),
        ["bart"] = ModelType.Of<BartModel>(),
    };

    /// <summary>Whether a model of this type is declared here.</summary>
    public static bool Contains(string name) => Known.ContainsKey(name);

    /// <summary>Finds the type that a configuration names.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="required">The only type that will do; <see langword="null"/> for all that are declared here.</param>
    /// <exception cref="BackboneException">The configuration names no type, or another one.</exception>
    public static ModelType Find(ConfigReader config, ModelType? required)
    {
        var name = config.Get("model_type", "");
        if (name == required?.Name)
            return required;

        return required is null && Known.TryGetValue(name, out var found)
            ? found
            : throw new BackboneException(
                $"{config.Name}: 'model_type' is '{name}'. Supported are: {required?.Name ?? string.Join(", ", Known.Keys)}.");
    }
}
