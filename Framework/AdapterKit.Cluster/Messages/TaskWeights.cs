namespace AdapterKit.Cluster;

/// <summary>Weights that a task shall have.</summary>
/// <param name="Archive">The hash of the archive with them.</param>
/// <param name="Plugin">The hash of the manifest of the plugin that they are for: a newer plugin brings weights of its own.</param>
/// <param name="Revision">Grows with each change.</param>
[GenerateSerializer, Immutable, Alias("adapterkit.weights")]
internal sealed record TaskWeights(
    [property: Id(0)] string Archive, [property: Id(1)] string? Plugin, [property: Id(2)] int Revision);
