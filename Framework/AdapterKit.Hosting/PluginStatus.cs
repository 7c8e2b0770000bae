namespace AdapterKit.Hosting;

/// <summary>What is known of a plugin, and where it stands.</summary>
/// <param name="Folder">The plugin's folder, a full path.</param>
/// <param name="State">Where it stands.</param>
public sealed record PluginStatus(string Folder, PluginState State)
{
    /// <summary>Why it was refused: what is wrong, where, and what to do. Empty for a plugin that was not.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The contents of <c>plugin.json</c>; <see langword="null"/> where it cannot be read.</summary>
    public PluginManifest? Manifest { get; init; }

    /// <summary><c>sha256:…</c> of <c>plugin.json</c>, which pins every other file; what an allow-list names.</summary>
    public string? ManifestHash { get; init; }

    /// <summary>The size of all files in the folder, in bytes.</summary>
    public long Size { get; init; }

    /// <summary>The plugin's name; its folder's name where the manifest cannot be read.</summary>
    public string Id => Manifest?.Id ?? Path.GetFileName(Folder);

    /// <summary>The tasks that it declares.</summary>
    public IReadOnlyList<PluginTask> Tasks => Manifest?.Tasks ?? [];

    /// <summary>Whether it was turned down, in whatever phase.</summary>
    public bool IsRefused => State is not (PluginState.Found or PluginState.Active or PluginState.Unloaded);

    internal PluginStatus Refuse(PluginRefusedException refusal) => this with { State = refusal.State, Reason = refusal.Message };
}
