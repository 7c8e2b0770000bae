namespace AdapterKit.Hosting;

/// <summary>A backbone that a valid plugin offers. Nothing of the plugin has run.</summary>
public sealed class OfferedBackbone
{
    private readonly PluginStatus plugin;
    private readonly PluginBackbone backbone;
    private readonly PluginHostOptions options;

    private OfferedBackbone(PluginStatus plugin, PluginBackbone backbone, PluginHostOptions options) =>
        (this.plugin, this.backbone, this.options) = (plugin, backbone, options);

    /// <summary>The id that tasks are declared for.</summary>
    public string Id => backbone.Id;

    /// <summary>
    /// The <c>model_type</c> of a model whose files are as Hugging Face publishes them; <see langword="null"/> for a backbone that loads
    /// itself.
    /// </summary>
    public string? ModelType => backbone.ModelType;

    /// <summary>Finds the backbones that plugins offer, from files and metadata alone. Refused plugins offer none.</summary>
    /// <param name="directories">Directories with one subdirectory per plugin.</param>
    /// <param name="options">What the host requires of plugins.</param>
    public static IReadOnlyList<OfferedBackbone> FindAll(IReadOnlyList<string> directories, PluginHostOptions? options = null)
    {
        options ??= new PluginHostOptions();
        return
        [
            .. PluginHost.Discover(directories, options)
                .Where(plugin => plugin.State == PluginState.Found)
                .SelectMany(plugin => plugin.Backbones, (plugin, backbone) => new OfferedBackbone(plugin, backbone, options)),
        ];
    }

    /// <summary>Loads the backbone. It keeps the plugin's code loaded until it is disposed of.</summary>
    /// <param name="load">Loads a declared backbone from a directory, such as <c>BackboneCatalog.Load</c>.</param>
    /// <param name="directory">The directory with its files; by default, <c>backbones/id</c> of the plugin.</param>
    /// <returns>The backbone, frozen, owned by the caller.</returns>
    /// <exception cref="PluginException">The plugin has changed, its code fails, or it loads another backbone.</exception>
    public Backbone Load(Func<BackboneDeclaration, string, Backbone> load, string? directory = null)
    {
        ArgumentNullException.ThrowIfNull(load);
        var copies = new PluginCopies(options.CopyDirectory);
        try
        {
            var loaded = LoadedPlugin.Load(plugin, plugin.Manifest!, copies, options);
            try
            {
                return loaded.LoadBackbone(Id, load, directory);
            }
            finally
            {
                loaded.Release();
            }
        }
        catch (PluginRefusedException refusal)
        {
            throw new PluginException(refusal.Message, refusal);
        }
        finally
        {
            copies.Release();
        }
    }
}
