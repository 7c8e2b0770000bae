using AdapterKit.Hosting;

namespace AdapterKit.Cli.Arguments;

/// <summary>The adapters to train.</summary>
/// <param name="config">The configuration; its fusion members belong to <paramref name="host"/>.</param>
/// <param name="host">The plugins with the fusion members; disposed together with this object.</param>
internal sealed class ChosenAdapters(AdapterConfig config, PluginHost? host = null) : IDisposable
{
    public AdapterConfig Config => config;

    public void Dispose() => host?.Dispose();
}
