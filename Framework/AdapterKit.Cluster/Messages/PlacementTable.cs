namespace AdapterKit.Cluster;

/// <summary>Where tasks are served.</summary>
/// <param name="Silos">What silos have reported of late.</param>
/// <param name="Weights">The weights that tasks shall have, by task, where these are not those of the plugin.</param>
/// <param name="IsComplete">Whether every silo has had the time to report since the table was begun.</param>
[GenerateSerializer, Immutable, Alias("adapterkit.table")]
internal sealed record PlacementTable(
    [property: Id(0)] IReadOnlyList<SiloReport> Silos,
    [property: Id(1)] IReadOnlyDictionary<string, TaskWeights> Weights,
    [property: Id(2)] bool IsComplete)
{
    /// <summary>No silo at all.</summary>
    public static PlacementTable Empty { get; } = new([], new Dictionary<string, TaskWeights>(), IsComplete: false);
}
