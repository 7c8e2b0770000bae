namespace AdapterKit.Hosting;

/// <summary>A generation of a host that is alive.</summary>
/// <param name="Number">Its number: each change of the host begins a new one.</param>
/// <param name="State">Whether it is served.</param>
/// <param name="Leases">The number of leases on it: calls that still use its tasks.</param>
/// <param name="Tasks">The number of its tasks.</param>
public sealed record GenerationStatus(int Number, GenerationState State, int Leases, int Tasks);
