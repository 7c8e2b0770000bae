namespace AdapterKit.LoadTests;

/// <summary>A figure of a round.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">The figure.</param>
/// <param name="Goal">What it should be; empty for figures that others are compared with.</param>
internal sealed record Figure(string Name, double Value, string Goal);
