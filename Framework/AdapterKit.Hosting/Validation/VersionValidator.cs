using TorchSharp;

namespace AdapterKit.Hosting;

/// <summary>Refuses plugins that were compiled against incompatible versions of the contract or of TorchSharp.</summary>
/// <param name="contract">The contract version that the host supports.</param>
internal sealed class VersionValidator(string contract) : IPluginValidator
{
    private static readonly string TorchSharp = typeof(torch).Assembly.GetName().Version!.ToString(3);

    private readonly Version contract = Version.Parse(contract);

    public void Validate(PluginStatus plugin, PluginManifest manifest)
    {
        if (!Version.TryParse(manifest.Contract, out var required) || required.Major != contract.Major || required.Minor > contract.Minor)
        {
            throw new PluginRefusedException(
                PluginState.ContractIncompatible,
                $"Plugin '{manifest.Id}' was built against contract {manifest.Contract}, "
                + $"but this host supports {contract.Major}.0 to {contract}. "
                + (required > contract
                    ? "Use a newer host, or build the plugin against this one."
                    : "Build the plugin against this host's version of AdapterKit."));
        }

        if (manifest.TorchSharp != TorchSharp)
        {
            throw new PluginRefusedException(
                PluginState.TorchSharpIncompatible,
                $"Plugin '{manifest.Id}' was built against TorchSharp {manifest.TorchSharp}, but this host runs {TorchSharp}. "
                + $"Build the plugin against TorchSharp {TorchSharp}.");
        }
    }
}
