namespace AdapterKit;

/// <summary>How published files refer to a model.</summary>
/// <param name="ModelType">The <c>model_type</c> of its <c>config.json</c>.</param>
/// <param name="Prefix">What precedes its keys in checkpoints with a head.</param>
public sealed record CheckpointNames(string ModelType, string Prefix);
