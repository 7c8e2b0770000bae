namespace AdapterKit.Hosting;

/// <summary>Ends the examination of one plugin. Never leaves the host: it becomes the plugin's <see cref="PluginStatus"/>.</summary>
internal sealed class PluginRefusedException(PluginState state, string reason) : Exception(reason)
{
    public PluginState State { get; } = state;

    /// <summary>The same refusal, about the plugin's own directory in place of the host's copy of it.</summary>
    public PluginRefusedException About(string copy, string directory) =>
        new(State, Message.Replace(copy, directory, StringComparison.Ordinal));
}
