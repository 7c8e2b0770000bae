namespace AdapterKit.Hosting;

/// <summary>Ends the examination of one plugin. Never leaves the host: it becomes the plugin's <see cref="PluginStatus"/>.</summary>
internal sealed class PluginRefusedException(PluginState state, string reason) : Exception(reason)
{
    public PluginState State { get; } = state;
}
