namespace AdapterKit.Hosting;

/// <summary>One plugin in a generation.</summary>
/// <param name="Found">What is known about it.</param>
/// <param name="Plugin">Its code; <see langword="null"/> if it is not loaded.</param>
/// <param name="Tasks">Its tasks that are ready.</param>
/// <param name="Released">Its code that was just released, and may have failed to.</param>
internal sealed record PluginSlot(PluginStatus Found, LoadedPlugin? Plugin, IReadOnlyList<LoadedTask> Tasks, LoadedPlugin? Released = null)
{
    /// <summary>The plugin's status, including what went wrong when its code was released.</summary>
    public PluginStatus Status => Released?.Problem is { } problem && !Found.Reason.Contains(problem, StringComparison.Ordinal)
        ? Found with { Reason = $"{Found.Reason} {problem}".TrimStart() }
        : Found;
}
