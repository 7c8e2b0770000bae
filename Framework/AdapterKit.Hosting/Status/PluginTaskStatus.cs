namespace AdapterKit.Hosting;

/// <summary>The state of one task of a plugin whose code is loaded.</summary>
/// <param name="Id">The task's id.</param>
/// <param name="State">The state: <see cref="PluginState.Active"/>, or the kind of problem.</param>
/// <param name="Reason">Why the task is not active: what is wrong, where, and what to do. Empty if it is.</param>
public sealed record PluginTaskStatus(string Id, PluginState State, string Reason = "")
{
    /// <summary>The <c>sha256:…</c> of its weights; <see langword="null"/> for a task that is not active.</summary>
    public string? WeightsHash { get; init; }

    /// <summary>The size of its weights in memory, in bytes, members not included; 0 for a task that is not active.</summary>
    public long WeightsSize { get; init; }
}
