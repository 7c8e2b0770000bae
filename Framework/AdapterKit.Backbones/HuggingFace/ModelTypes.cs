namespace AdapterKit.Backbones;

/// <summary>The declared models by the <c>model_type</c> of their <c>config.json</c>.</summary>
internal static class ModelTypes
{
    private static readonly Dictionary<string, ModelType> Known = new(StringComparer.Ordinal)
    {
        [Of<BertModel>().Name] = Of<BertModel>(),
        [Of<RobertaModel>().Name] = Of<RobertaModel>(),
        ["xlm-roberta"] = Of<RobertaModel>(),
        ["camembert"] = Of<RobertaModel>(),
        [Of<DistilBertModel>().Name] = Of<DistilBertModel>(),
        [Of<ElectraModel>().Name] = Of<ElectraModel>(),
        [Of<Gpt2Model>().Name] = Of<Gpt2Model>(),
        [Of<LlamaModel>().Name] = Of<LlamaModel>(),
        ["mistral"] = Of<LlamaModel>(),
        ["qwen2"] = Of<LlamaModel>(),
    };

    /// <exception cref="BackboneException">The configuration names no type, or one without a declared model.</exception>
    public static ModelType Find(ConfigReader config)
    {
        var name = config.Get("model_type", "");
        return Known.TryGetValue(name, out var found)
            ? found
            : throw new BackboneException(
                $"{config.Name}: 'model_type' is '{name}'. Supported are: {string.Join(", ", Known.Keys)}.");
    }

    private static ModelType Of<TModel>()
        where TModel : PretrainedBackbone, IPretrainedBackbone<TModel> => new(
        TModel.ModelType,
        PretrainedBackbone.Load<TModel>,
        (weights, config, identity) =>
        {
            using var model = TModel.Create(config, identity);
            return CheckpointLoader.Check(weights, model, TModel.Prefix, TModel.IgnoredKeys);
        },

        // The only token that has seen the whole text.
        typeof(ILanguageModel).IsAssignableFrom(typeof(TModel)) ? Pooling.LastToken : Pooling.FirstToken);
}

/// <summary>A kind of model.</summary>
/// <param name="Name">The <c>model_type</c>.</param>
/// <param name="Load">Loads a model.</param>
/// <param name="Check">Checks a checkpoint without keeping a model.</param>
/// <param name="Pooling">How texts are pooled where no file says so.</param>
internal sealed record ModelType(
    string Name,
    Func<CheckpointSource, ConfigReader, PretrainedIdentity, PretrainedBackbone> Load,
    Func<CheckpointSource, ConfigReader, PretrainedIdentity, CheckpointCoverage> Check,
    Pooling Pooling);
