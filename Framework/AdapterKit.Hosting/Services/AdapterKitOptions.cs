namespace AdapterKit.Hosting;

/// <summary>What an application wants of its tasks.</summary>
public sealed class AdapterKitOptions
{
    /// <summary>The directories with one subdirectory per plugin.</summary>
    public IList<string> Directories { get; } = [];

    /// <summary>What the host requires of plugins.</summary>
    public PluginHostOptions Host { get; set; } = new();
}
