using AdapterKit.Hosting;

namespace AdapterKit.Cluster;

/// <summary>What a silo says of itself.</summary>
/// <param name="Silo">Its address.</param>
/// <param name="Tasks">The tasks that it serves.</param>
/// <param name="QueuedTokens">The number of tokens that wait.</param>
[GenerateSerializer, Immutable, Alias("adapterkit.report")]
internal sealed record SiloReport(
    [property: Id(0)] SiloAddress Silo, [property: Id(1)] IReadOnlyList<SiloTask> Tasks, [property: Id(2)] int QueuedTokens);

/// <summary>A task as a silo reports it.</summary>
/// <param name="Task">What callers learn of it.</param>
/// <param name="Plugin">The hash of the manifest of its plugin.</param>
[GenerateSerializer, Immutable, Alias("adapterkit.task")]
internal sealed record SiloTask([property: Id(0)] ServedTask Task, [property: Id(1)] string? Plugin);
