using TorchSharp;

namespace AdapterKit.Hosting;

/// <summary>The versions that a host and its plugins have to agree on.</summary>
/// <param name="contract">The contract version that the host serves.</param>
internal sealed class HostVersions(string contract)
{
    private static readonly string TorchSharp = typeof(torch).Assembly.GetName().Version!.ToString(3);

    private readonly Version contract = Version.Parse(contract);

    /// <exception cref="PluginRefusedException">The plugin was compiled against a version that does not fit.</exception>
    public void Validate(PluginManifest manifest)
    {
        if (!Version.TryParse(manifest.Contract, out var asked) || asked.Major != contract.Major || asked.Minor > contract.Minor)
        {
            throw new PluginRefusedException(
                PluginState.ContractIncompatible,
                $"Plugin '{manifest.Id}' was built against contract {manifest.Contract}, and this host serves {contract.Major}.0 to {contract}. "
                + (asked > contract ? "Use a newer host, or build the plugin against this one." : "Build the plugin against this host's AdapterKit."));
        }
        if (manifest.TorchSharp != TorchSharp)
        {
            throw new PluginRefusedException(
                PluginState.TorchSharpIncompatible,
                $"Plugin '{manifest.Id}' was built against TorchSharp {manifest.TorchSharp}, and this host runs {TorchSharp}. Build the plugin against TorchSharp {TorchSharp}.");
        }
    }
}
