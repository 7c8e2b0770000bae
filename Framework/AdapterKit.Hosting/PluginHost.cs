using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace AdapterKit.Hosting;

/// <summary>Runs the task adapters that it finds as plugins in a folder, each in a load context and with services of its own.</summary>
/// <remarks>
/// A load context keeps versions apart; it is no wall. A plugin runs with the host's rights, from the moment it is
/// loaded. What the host offers instead is to pin every file by hash and to take listed plugins only.
/// </remarks>
public sealed class PluginHost : IDisposable
{
    private readonly string folder;
    private readonly PluginHostOptions? options;
    private readonly Backbone? backbone;
    private readonly List<PluginStatus> plugins = [];
    private readonly Dictionary<string, LoadedPlugin> loaded = new(StringComparer.Ordinal);

    private PluginHost(string folder, Backbone? backbone, PluginHostOptions? options)
    {
        (this.folder, this.backbone, this.options) = (folder, backbone, options);
        Refresh();
    }

    /// <summary>Every plugin of the folder, with what became of it.</summary>
    public IReadOnlyList<PluginStatus> Plugins => plugins;

    /// <summary>The declarations of all loaded plugins.</summary>
    public IReadOnlyList<TaskDeclaration> Declarations => [.. loaded.Values.SelectMany(plugin => plugin.Declarations)];

    /// <summary>The tasks that are ready; owned by the host.</summary>
    public IReadOnlyList<TaskAdapter> Tasks => [.. loaded.Values.SelectMany(plugin => plugin.Tasks)];

    /// <summary>Finds and checks plugins by their files and metadata. Nothing of them is executed.</summary>
    /// <param name="folder">The folder with a sub-folder for each plugin; no plugins where it does not exist.</param>
    /// <param name="options">What is asked of plugins.</param>
    public static IReadOnlyList<PluginStatus> Discover(string folder, PluginHostOptions? options = null) =>
        new PluginValidator(options ?? new PluginHostOptions()).Validate(PluginDiscovery.Find(folder));

    /// <summary>Finds, checks and loads plugins, and tests each of their tasks once. One that fails does not keep the others from working.</summary>
    /// <param name="folder">The folder with a sub-folder for each plugin.</param>
    /// <param name="backbone">The backbone that all tasks share; borrowed.</param>
    /// <param name="options">What is asked of plugins.</param>
    public static PluginHost Load(string folder, Backbone backbone, PluginHostOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        return new PluginHost(folder, backbone, options);
    }

    /// <summary>Loads what plugins declare, without weights: what training starts from.</summary>
    /// <param name="folder">The folder with a sub-folder for each plugin.</param>
    /// <param name="options">What is asked of plugins.</param>
    public static PluginHost LoadDeclarations(string folder, PluginHostOptions? options = null) => new(folder, backbone: null, options);

    /// <summary>Looks at the folder again: what came is loaded, what went or changed is let go, and a task that mixes others follows them.</summary>
    /// <remarks>Tasks of plugins that were let go must not be used any more.</remarks>
    public void Refresh()
    {
        var before = plugins.Where(plugin => plugin.State == PluginState.Active).ToDictionary(plugin => plugin.Id);
        plugins.Clear();
        plugins.AddRange(Discover(folder, options));
        foreach (var gone in before.Values.Where(old => !plugins.Any(plugin => IsSame(plugin, old))))
            ReleaseWithDependents(gone.Id);

        foreach (var (index, plugin) in plugins.ToList().Index())
        {
            if (loaded.ContainsKey(plugin.Id) && IsSame(plugin, before.GetValueOrDefault(plugin.Id)))
                plugins[index] = plugin with { State = PluginState.Active };
        }

        LoadAll();
    }

    /// <summary>Lets a plugin go.</summary>
    /// <param name="id">The plugin's name.</param>
    /// <returns>Whether its code left memory, too; it stays for as long as anything refers to the plugin's tasks or types.</returns>
    /// <exception cref="ArgumentException">No plugin of that name is active.</exception>
    public bool Unload(string id)
    {
        if (!loaded.ContainsKey(id))
            throw new ArgumentException($"No plugin '{id}' is active.", nameof(id));

        var context = ReleaseWithDependents(id);
        var index = plugins.FindIndex(plugin => plugin.Id == id && plugin.State == PluginState.Active);
        plugins[index] = plugins[index] with { State = PluginState.Unloaded };
        LoadAll();
        return PluginContext.IsGone(context);
    }

    /// <summary>Releases every task and load context.</summary>
    public void Dispose()
    {
        foreach (var plugin in loaded.Values)
            plugin.Dispose();

        loaded.Clear();
    }

    // A plugin that waits for another is tried again as long as others become active.
    private void LoadAll()
    {
        int active;
        do
        {
            active = loaded.Count;
            foreach (var (index, plugin) in plugins.ToList().Index())
            {
                if (plugin is { State: PluginState.Found or PluginState.SourceMissing, Manifest: { } manifest })
                    plugins[index] = Load(plugin with { State = PluginState.Found, Reason = "" }, manifest);
            }
        }
        while (loaded.Count > active && plugins.Any(plugin => plugin.State == PluginState.SourceMissing));
    }

    private PluginStatus Load(PluginStatus plugin, PluginManifest manifest)
    {
        LoadedPlugin? candidate = null;
        try
        {
            if (backbone is not null)
                RequireBundles(manifest, backbone);

            candidate = LoadedPlugin.Load(plugin, manifest, backbone, () => Tasks);
            if (backbone is not null)
                candidate.Probe(manifest, backbone);

            loaded[manifest.Id] = candidate;
            return plugin with { State = PluginState.Active };
        }
        catch (PluginRefusedException refusal)
        {
            candidate?.Dispose();
            return plugin.Refuse(refusal);
        }
    }

    private static bool IsSame(PluginStatus plugin, PluginStatus? other) =>
        plugin.State == PluginState.Found && other is not null && plugin.Folder == other.Folder && plugin.ManifestHash == other.ManifestHash;

    private static void RequireBundles(PluginManifest manifest, Backbone backbone)
    {
        foreach (var task in manifest.Tasks)
        {
            if (task.Backbone != backbone.Id)
            {
                throw new PluginRefusedException(
                    PluginState.BackboneMismatch,
                    $"Task '{task.Id}' of plugin '{manifest.Id}' is for the backbone '{task.Backbone}', and this host runs '{backbone.Id}'. Use a host with that backbone.");
            }

            if (task.Bundle is null)
            {
                throw new PluginRefusedException(
                    PluginState.BundleMissing,
                    $"Task '{task.Id}' of plugin '{manifest.Id}' has no trained weights. Train it, put the bundle into the plugin's project as the folder '{task.Id}', and build the plugin again.");
            }

            if (task.BackboneHash != backbone.Hash)
            {
                throw new PluginRefusedException(
                    PluginState.BackboneMismatch,
                    $"Task '{task.Id}' of plugin '{manifest.Id}' was trained on weights {task.BackboneHash} of '{backbone.Id}', and this host has {backbone.Hash}. Train it again on these.");
            }
        }
    }

    // What mixes a plugin's tasks goes before it.
    private WeakReference<AssemblyLoadContext> ReleaseWithDependents(string id)
    {
        foreach (var dependent in Dependents(id))
        {
            if (!loaded.ContainsKey(dependent))
                continue;

            ReleaseWithDependents(dependent);
            var index = plugins.FindIndex(plugin => plugin.Id == dependent && plugin.State == PluginState.Active);
            if (index >= 0)
                plugins[index] = plugins[index] with { State = PluginState.SourceMissing };
        }

        return Release(id);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private List<string> Dependents(string id)
    {
        var tasks = loaded[id].Tasks.ToList();
        return [.. loaded.Where(entry => entry.Key != id && entry.Value.Mixes(tasks)).Select(entry => entry.Key)];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference<AssemblyLoadContext> Release(string id)
    {
        loaded.Remove(id, out var plugin);
        return plugin!.Release();
    }
}
