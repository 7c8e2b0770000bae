using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace AdapterKit.Hosting;

/// <summary>Loads task adapters from plugins in directories, each in its own load context with its own services.</summary>
/// <remarks>
/// <para>
/// A load context isolates versions; it is not a security boundary. A plugin runs with the host's rights as soon as it is
/// loaded. What the host offers instead is to pin every file by hash and to accept listed plugins only.
/// </para>
/// <para>
/// Thread safety: all members may be called from any thread. <see cref="Refresh"/>, <see cref="Unload"/> and <see cref="Dispose"/>
/// run one at a time; <see cref="Plugins"/>, <see cref="Declarations"/> and <see cref="Tasks"/> return immutable snapshots and never
/// wait. A released plugin disappears from <see cref="Tasks"/> before its tasks are disposed, but the host does not know
/// about calls in progress: finish calls to a plugin's tasks before the plugin is released.
/// </para>
/// </remarks>
public sealed class PluginHost : IDisposable
{
    private readonly IReadOnlyList<string> directories;
    private readonly PluginHostOptions? options;
    private readonly Backbone? backbone;
    private readonly Lock gate = new();
    private readonly Dictionary<string, LoadedPlugin> loaded = new(StringComparer.Ordinal);
    private List<PluginStatus> plugins = [];
    private volatile Snapshot snapshot = new([], [], []);

    private PluginHost(IReadOnlyList<string> directories, Backbone? backbone, PluginHostOptions? options)
    {
        (this.directories, this.backbone, this.options) = ([.. directories], backbone, options);
        Refresh();
    }

    /// <summary>Every plugin with its state: a snapshot, in the order of the directories and of the names in each.</summary>
    public IReadOnlyList<PluginStatus> Plugins => snapshot.Plugins;

    /// <summary>The declarations of all loaded plugins: a snapshot.</summary>
    public IReadOnlyList<TaskDeclaration> Declarations => snapshot.Declarations;

    /// <summary>The tasks that are ready: a snapshot. The tasks are owned by the host.</summary>
    public IReadOnlyList<TaskAdapter> Tasks => snapshot.Tasks;

    /// <summary>Finds and validates plugins from files and metadata alone. Executes nothing of them.</summary>
    /// <param name="directory">The directory with one subdirectory per plugin. If it does not exist, there are no plugins.</param>
    /// <param name="options">What the host requires of plugins.</param>
    public static IReadOnlyList<PluginStatus> Discover(string directory, PluginHostOptions? options = null) =>
        Discover([directory], options);

    /// <summary>Finds and validates the plugins of several directories. Two plugins with the same id are both refused.</summary>
    /// <param name="directories">Directories with one subdirectory per plugin.</param>
    /// <param name="options">What the host requires of plugins.</param>
    public static IReadOnlyList<PluginStatus> Discover(IReadOnlyList<string> directories, PluginHostOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(directories);
        return new PluginValidator(options ?? new PluginHostOptions()).Validate([.. directories.SelectMany(PluginDiscovery.Find)]);
    }

    /// <summary>Finds, validates and loads plugins, and tests each task once. A plugin that fails does not affect the others.</summary>
    /// <param name="directory">The directory with one subdirectory per plugin.</param>
    /// <param name="backbone">The backbone that all tasks share; borrowed.</param>
    /// <param name="options">What the host requires of plugins.</param>
    public static PluginHost Load(string directory, Backbone backbone, PluginHostOptions? options = null) =>
        Load([directory], backbone, options);

    /// <summary>Loads the plugins of several directories.</summary>
    /// <param name="directories">Directories with one subdirectory per plugin; a plugin may fuse tasks of another directory.</param>
    /// <param name="backbone">The backbone that all tasks share; borrowed.</param>
    /// <param name="options">What the host requires of plugins.</param>
    public static PluginHost Load(IReadOnlyList<string> directories, Backbone backbone, PluginHostOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(directories);
        ArgumentNullException.ThrowIfNull(backbone);
        return new PluginHost(directories, backbone, options);
    }

    /// <summary>Loads the declarations of plugins without their weights, such as for training.</summary>
    /// <param name="directory">The directory with one subdirectory per plugin.</param>
    /// <param name="options">What the host requires of plugins.</param>
    public static PluginHost LoadDeclarations(string directory, PluginHostOptions? options = null) =>
        LoadDeclarations([directory], options);

    /// <inheritdoc cref="LoadDeclarations(string, PluginHostOptions?)" />
    /// <param name="directories">Directories with one subdirectory per plugin.</param>
    /// <param name="options">What the host requires of plugins.</param>
    public static PluginHost LoadDeclarations(IReadOnlyList<string> directories, PluginHostOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(directories);
        return new PluginHost(directories, backbone: null, options);
    }

    /// <summary>
    /// Reads the directories again: loads new plugins, and releases removed or changed ones together with the tasks that fuse them.
    /// </summary>
    /// <remarks>Tasks of released plugins must not be used any more.</remarks>
    public void Refresh()
    {
        lock (gate)
        {
            var active = plugins.Where(plugin => plugin.State == PluginState.Active).ToDictionary(plugin => plugin.Id);
            plugins = [.. Discover(directories, options).Select(plugin => KeepIfSame(plugin, active.GetValueOrDefault(plugin.Id)))];
            foreach (var id in active.Keys.Except(plugins.Where(plugin => plugin.State == PluginState.Active).Select(plugin => plugin.Id)))
            {
                // It may be gone already, together with a plugin that it fuses.
                if (loaded.ContainsKey(id))
                    ReleaseWithDependents(id);
            }

            LoadAll();
            Publish();
        }
    }

    /// <summary>Unloads a plugin, and releases the plugins whose tasks fuse its tasks.</summary>
    /// <param name="id">The plugin's id.</param>
    /// <returns>Whether the plugin's code left memory. It stays for as long as anything refers to the plugin's tasks or types.</returns>
    /// <exception cref="ArgumentException">No plugin with that id is active.</exception>
    public bool Unload(string id)
    {
        WeakReference<AssemblyLoadContext> context;
        lock (gate)
        {
            if (!loaded.ContainsKey(id))
                throw new ArgumentException($"No plugin '{id}' is active.", nameof(id));

            SetState(id, PluginState.Unloaded);
            context = ReleaseWithDependents(id);
            LoadAll();
            Publish();
        }

        return PluginContext.IsGone(context);
    }

    /// <summary>Releases every task and load context.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            var released = loaded.Values.ToList();
            loaded.Clear();
            Publish();
            released.ForEach(plugin => plugin.Dispose());
        }
    }

    // A plugin that waits for another one is tried again for as long as more plugins become active.
    private void LoadAll()
    {
        int active;
        do
        {
            active = loaded.Count;
            foreach (var (index, plugin) in plugins.ToList().Index())
            {
                if (plugin is { State: PluginState.Found or PluginState.MemberMissing, Manifest: { } manifest })
                    plugins[index] = Load(plugin with { State = PluginState.Found, Reason = "" }, manifest);
            }
        }
        while (loaded.Count > active && plugins.Any(plugin => plugin.State == PluginState.MemberMissing));
    }

    private PluginStatus Load(PluginStatus plugin, PluginManifest manifest)
    {
        LoadedPlugin? candidate = null;
        try
        {
            if (backbone is not null)
                BundleRequirements.Require(manifest, backbone);

            candidate = LoadedPlugin.Load(plugin, manifest, backbone, () => [.. loaded.Values.SelectMany(other => other.Tasks)]);
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

    private static PluginStatus KeepIfSame(PluginStatus plugin, PluginStatus? active) =>
        plugin.State == PluginState.Found && plugin.Directory == active?.Directory && plugin.ManifestHash == active.ManifestHash
            ? plugin with { State = PluginState.Active }
            : plugin;

    // Plugins that fuse a plugin's tasks are released before it.
    private WeakReference<AssemblyLoadContext> ReleaseWithDependents(string id)
    {
        foreach (var dependent in FindDependents(id))
        {
            if (!loaded.ContainsKey(dependent))
                continue;

            SetState(dependent, PluginState.MemberMissing);
            ReleaseWithDependents(dependent);
        }

        return Release(id);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private List<string> FindDependents(string id)
    {
        var tasks = loaded[id].Tasks.ToList();
        return [.. loaded.Where(entry => entry.Key != id && entry.Value.FusesAny(tasks)).Select(entry => entry.Key)];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference<AssemblyLoadContext> Release(string id)
    {
        loaded.Remove(id, out var plugin);
        Publish();
        return plugin!.Release();
    }

    // Only one plugin with an id can be active; others with the same id were refused.
    private void SetState(string id, PluginState next)
    {
        var index = plugins.FindIndex(plugin => plugin.Id == id && plugin.State == PluginState.Active);
        if (index >= 0)
            plugins[index] = plugins[index] with { State = next };
    }

    private void Publish() => snapshot = new Snapshot(
        [.. plugins],
        [.. loaded.Values.SelectMany(plugin => plugin.Declarations)],
        [.. loaded.Values.SelectMany(plugin => plugin.Tasks)]);

    private sealed record Snapshot(
        IReadOnlyList<PluginStatus> Plugins, IReadOnlyList<TaskDeclaration> Declarations, IReadOnlyList<TaskAdapter> Tasks);
}
