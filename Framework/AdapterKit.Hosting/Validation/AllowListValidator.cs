namespace AdapterKit.Hosting;

/// <summary>Refuses plugins that are not on the host's list.</summary>
/// <param name="allowed">The <c>sha256:…</c> of each allowed <c>plugin.json</c>; <see langword="null"/> to allow every plugin.</param>
internal sealed class AllowListValidator(IReadOnlySet<string>? allowed) : IPluginValidator
{
    public void Validate(PluginStatus plugin, PluginManifest manifest)
    {
        if (allowed is not null && !allowed.Contains(plugin.ManifestHash!))
        {
            throw new PluginRefusedException(
                PluginState.NotAllowed,
                $"Plugin '{plugin.Id}' is not on the list of allowed plugins. If you trust it, add {plugin.ManifestHash}.");
        }
    }
}
