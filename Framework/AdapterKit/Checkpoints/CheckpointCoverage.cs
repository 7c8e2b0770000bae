namespace AdapterKit;

/// <summary>What became of each key of a checkpoint.</summary>
/// <param name="Loaded">The keys that were loaded, each with the path of the weight in the model.</param>
/// <param name="Ignored">The keys that the model declares as not needed.</param>
/// <param name="Defaulted">The optional weights that the checkpoint lacks, by their paths in the model.</param>
public sealed record CheckpointCoverage(
    IReadOnlyList<(string Key, string Name)> Loaded, IReadOnlyList<string> Ignored, IReadOnlyList<string> Defaulted);
