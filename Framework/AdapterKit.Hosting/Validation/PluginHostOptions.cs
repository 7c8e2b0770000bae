namespace AdapterKit.Hosting;

/// <summary>What a host requires of plugins.</summary>
public sealed record PluginHostOptions
{
    /// <summary>
    /// The plugins that may run, each identified by the <c>sha256:…</c> of its <c>plugin.json</c>, which pins every other file;
    /// <see langword="null"/> to allow every plugin.
    /// </summary>
    public IReadOnlySet<string>? AllowedManifests { get; init; }

    /// <summary>The contract version that the host supports; set by tests only.</summary>
    internal string Contract { get; init; } = AdapterKit.Contract.Version;
}
