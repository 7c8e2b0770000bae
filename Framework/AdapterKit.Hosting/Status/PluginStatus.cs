namespace AdapterKit.Hosting;

/// <summary>What is known about a plugin, and its state.</summary>
/// <param name="Directory">The full path of the plugin's directory.</param>
/// <param name="State">The plugin's state.</param>
public sealed record PluginStatus(string Directory, PluginState State)
{
    /// <summary>Why the plugin was refused: what is wrong, where, and what to do. Empty if it was not refused.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The contents of <c>plugin.json</c>; <see langword="null"/> if it cannot be read.</summary>
    public PluginManifest? Manifest { get; init; }

    /// <summary>The <c>sha256:…</c> of <c>plugin.json</c>, which pins every other file. An allow-list names this hash.</summary>
    public string? ManifestHash { get; init; }

    /// <summary>The size of all files in the directory, in bytes.</summary>
    public long Size { get; init; }

    /// <summary>The plugin's id; the name of its directory if the manifest cannot be read.</summary>
    public string Id => Manifest?.Id ?? Path.GetFileName(Directory);

    /// <summary>The tasks that the plugin declares.</summary>
    public IReadOnlyList<PluginTask> Tasks => Manifest?.Tasks ?? [];

    /// <summary>Whether the plugin was refused, in any phase.</summary>
    public bool IsRefused => State is not (PluginState.Found or PluginState.Active or PluginState.Unloaded);

    internal PluginStatus Refuse(PluginRefusedException refusal) => this with { State = refusal.State, Reason = refusal.Message };
}
