namespace AdapterKit.Hosting;

/// <summary>What a host asks of plugins.</summary>
public sealed record PluginHostOptions
{
    /// <summary>
    /// The plugins that may run, each by the <c>sha256:…</c> of its <c>plugin.json</c>, which pins every other file;
    /// every plugin where <see langword="null"/>.
    /// </summary>
    public IReadOnlySet<string>? AllowedManifests { get; init; }

    /// <summary>The contract version that the host serves; another one only in tests.</summary>
    internal string Contract { get; init; } = AdapterKit.Contract.Version;
}
