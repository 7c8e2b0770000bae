namespace AdapterKit.Cli.Reports;

/// <summary>A plugin in the list of <c>plugins</c>.</summary>
/// <param name="Id">Its name.</param>
/// <param name="State">Its state.</param>
/// <param name="Reason">Why it or some of its tasks were refused, and what to do.</param>
/// <param name="Version">Its version.</param>
/// <param name="Tasks">The tasks it declares.</param>
/// <param name="Bytes">The total size of its files.</param>
/// <param name="Parameters">The number of parameters of its tasks; absent if they are not loaded.</param>
/// <param name="Backbones">The backbones it offers; absent if there is none.</param>
internal sealed record PluginReport(
    string Id,
    string State,
    string? Reason,
    string? Version,
    IReadOnlyList<string> Tasks,
    long Bytes,
    long? Parameters,
    IReadOnlyList<string>? Backbones = null)
{
    /// <summary>The tasks that were refused although the plugin is active; absent for none.</summary>
    public IReadOnlyList<RefusedTaskReport>? RefusedTasks { get; init; }
}
