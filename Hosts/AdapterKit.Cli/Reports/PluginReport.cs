namespace AdapterKit.Cli.Reports;

/// <summary>A plugin as <c>plugins</c> lists it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="State">What became of it.</param>
/// <param name="Reason">Why it was refused, and what to do.</param>
/// <param name="Version">Its own version.</param>
/// <param name="Tasks">The tasks it declares.</param>
/// <param name="Bytes">The size of its files.</param>
/// <param name="Parameters">The parameters of its tasks; absent where they were not loaded.</param>
internal sealed record PluginReport(
    string Id, string State, string? Reason, string? Version, IReadOnlyList<string> Tasks, long Bytes, long? Parameters);
