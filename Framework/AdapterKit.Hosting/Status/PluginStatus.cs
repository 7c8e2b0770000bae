namespace AdapterKit.Hosting;

/// <summary>What is known about a plugin, and its state.</summary>
/// <param name="Directory">The full path of the plugin's directory, or of what lies in place of one.</param>
/// <param name="State">The plugin's state; <see cref="PluginState.Active"/> if at least one of its tasks is.</param>
public sealed record PluginStatus(string Directory, PluginState State)
{
    /// <summary>
    /// Why the plugin or some of its tasks were refused: what is wrong, where, and what to do. Empty if nothing was. It quotes the plugin,
    /// but never at length, and without control characters.
    /// </summary>
    public string Reason
    {
        get;
        init => field = PrintableText.From(value, MaxReasonLength);
    } = "";

    /// <summary>The contents of <c>plugin.json</c>; <see langword="null"/> if it cannot be read.</summary>
    public PluginManifest? Manifest { get; init; }

    /// <summary>The <c>sha256:…</c> of <c>plugin.json</c>, which pins every other file. An allow-list names this hash.</summary>
    public string? ManifestHash { get; init; }

    /// <summary>The size of all files in the directory, in bytes; of a directory that is too large, of those that were counted.</summary>
    public long Size { get; init; }

    /// <summary>The state of each task, in the order of <see cref="Tasks"/>; empty before the plugin is loaded for a backbone.</summary>
    public IReadOnlyList<PluginTaskStatus> TaskStates { get; init; } = [];

    /// <summary>
    /// What was found in place of an active plugin, and refused, so that the plugin goes on as it was; <see langword="null"/> if nothing
    /// was.
    /// </summary>
    public PluginStatus? RefusedUpdate { get; init; }

    /// <summary>The plugin's id; the name of its directory if the manifest cannot be read.</summary>
    public string Id => Manifest?.Id ?? PrintableText.From(Path.GetFileName(Directory), PluginId.MaxLength);

    /// <summary>The tasks that the plugin declares.</summary>
    public IReadOnlyList<PluginTask> Tasks => Manifest?.Tasks ?? [];

    /// <summary>The backbones that the plugin offers.</summary>
    public IReadOnlyList<PluginBackbone> Backbones => Manifest?.Backbones ?? [];

    /// <summary>Whether the plugin was refused as a whole, in any phase.</summary>
    public bool IsRefused =>
        State is not (PluginState.Found or PluginState.Active or PluginState.Unloaded or PluginState.NotAPlugin);

    /// <summary>The tasks that were refused although the plugin is active.</summary>
    public IReadOnlyList<PluginTaskStatus> RefusedTasks =>
        State == PluginState.Active ? [.. TaskStates.Where(task => task.State != PluginState.Active)] : [];

    private static int MaxReasonLength => PrintableText.MaxLength * 2;

    internal PluginStatus Refuse(PluginRefusedException refusal) => this with { State = refusal.State, Reason = refusal.Message };
}
