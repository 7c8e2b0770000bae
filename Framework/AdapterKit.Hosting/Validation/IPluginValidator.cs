namespace AdapterKit.Hosting;

/// <summary>
/// One requirement that a plugin must meet before it is loaded. Reads files and metadata; executes nothing of the plugin.
/// </summary>
internal interface IPluginValidator
{
    /// <summary>Checks one plugin.</summary>
    /// <exception cref="PluginRefusedException">The plugin does not meet the requirement.</exception>
    void Validate(PluginStatus plugin, PluginManifest manifest);
}
