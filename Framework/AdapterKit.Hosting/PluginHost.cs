using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdapterKit.Hosting;

/// <summary>Loads task adapters from plugins in directories, each in its own load context with its own services.</summary>
/// <remarks>
/// <para>
/// A load context isolates versions; it is not a security boundary. A plugin runs with the host's rights as soon as it is
/// loaded. What the host offers instead is to pin every file by hash and to accept listed plugins only.
/// </para>
/// <para>
/// Thread safety: all members may be called from any thread. <see cref="Plugins"/>, <see cref="Declarations"/>, <see cref="Tasks"/> and
/// <see cref="Lease"/> read one immutable generation and never wait. Everything that changes the host runs one at a time, builds the
/// next generation beside the current one, and publishes it by one exchange. Passes run under a lease, whose tasks stay alive until it
/// ends. A task that is used without a lease throws an <see cref="ObjectDisposedException"/> once it is released.
/// </para>
/// </remarks>
public sealed partial class PluginHost : IDisposable
{
    private readonly IReadOnlyList<string> directories;
    private readonly PluginHostOptions options;
    private readonly Task<Backbone>? backbone;
    private readonly PluginCopies copies;
    private readonly StateLog log;
    private readonly Lock gate = new();
    private readonly PluginWatcher? watcher;
    private volatile Generation current = new(0, []);
    private volatile Generation? previous;
    private volatile IReadOnlyList<Generation> ending = [];
    private bool isDisposed;

    private PluginHost(IReadOnlyList<string> directories, Task<Backbone>? backbone, PluginHostOptions? options)
    {
        (this.directories, this.backbone, this.options) = ([.. directories], backbone, options ?? new PluginHostOptions());
        log = new StateLog(this.options.Logger ?? NullLogger.Instance);
        copies = new PluginCopies(this.options.CopyDirectory);
        try
        {
            // The watcher looks first, so that it sees what changes while the plugins are loaded.
            if (this.options.WatchInterval is { } interval)
                watcher = new PluginWatcher(this, this.directories, interval, log.WriteFailure);

            Refresh();
        }
        catch
        {
            watcher?.Dispose();
            copies.Release();
            throw;
        }
    }

    /// <summary>Every plugin with its state: a snapshot, in the order of the directories and of the names in each.</summary>
    public IReadOnlyList<PluginStatus> Plugins => current.Plugins;

    /// <summary>The declarations of all loaded plugins: a snapshot.</summary>
    public IReadOnlyList<TaskDeclaration> Declarations => current.Declarations;

    /// <summary>
    /// The tasks that are ready: a snapshot. The tasks are owned by the host, which may release them; see <see cref="Lease"/>.
    /// </summary>
    public IReadOnlyList<TaskAdapter> Tasks => current.Tasks;

    /// <summary>The generations that are alive, the newest first: a snapshot.</summary>
    public IReadOnlyList<GenerationStatus> Generations
    {
        get
        {
            var (served, kept) = (current, previous);
            return
            [
                Describe(served, GenerationState.Served, own: 0),
                .. ending.Where(generation => generation != served && !generation.IsReleased).Reverse().Select(
                    generation => generation == kept
                        ? Describe(generation, GenerationState.Kept, own: 1)
                        : Describe(generation, GenerationState.Ending, own: 0)),
            ];
        }
    }

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
        options ??= new PluginHostOptions();
        var discovery = new PluginDiscovery(options);
        return new PluginValidator(options).Validate([.. directories.SelectMany(discovery.Find)]);
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
        return new PluginHost(directories, Task.FromResult(backbone), options);
    }

    /// <summary>Loads the plugins of several directories while their backbone is opened, which takes about as long.</summary>
    /// <param name="directories">Directories with one subdirectory per plugin; a plugin may fuse tasks of another directory.</param>
    /// <param name="backbone">
    /// Opens the backbone that all tasks share; borrowed. It must have been started: this method waits for it, and its exceptions pass
    /// through.
    /// </param>
    /// <param name="options">What the host requires of plugins.</param>
    public static PluginHost Load(IReadOnlyList<string> directories, Task<Backbone> backbone, PluginHostOptions? options = null)
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

    /// <summary>Leases the tasks that are ready: they stay alive, and the same, until the lease ends.</summary>
    /// <returns>A lease owned by the caller, for one pass or a few.</returns>
    /// <exception cref="ObjectDisposedException">The host was disposed of.</exception>
    public TaskLease Lease()
    {
        while (true)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            var generation = current;
            if (generation.TryEnter())
                return new TaskLease(generation, options.PredictTimeout);
        }
    }

    /// <summary>Unloads a plugin, and releases the tasks that fuse its tasks.</summary>
    /// <param name="id">The plugin's id.</param>
    /// <returns>
    /// Whether the plugin's code left memory. It stays for as long as there is a lease, or anything refers to the plugin's tasks or types.
    /// </returns>
    /// <exception cref="ArgumentException">No plugin with that id is active.</exception>
    /// <exception cref="ObjectDisposedException">The host was disposed of.</exception>
    public bool Unload(string id) => PluginContext.IsGone(Release(id));

    /// <summary>Releases every task and load context; those under a lease, when it ends.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (isDisposed)
                return;

            isDisposed = true;
            watcher?.Dispose();
            ForgetPrevious();
            var (last, before) = (current, current.Plugins);
            current = last.CreateUnloaded();
            last.Retire();
            log.Write(before, current.Plugins);
            copies.Release();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference<AssemblyLoadContext> Release(string id)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            var plugin = current.Slots.FirstOrDefault(slot => slot.Plugin is not null && slot.Found.Id == id)?.Plugin
                ?? throw new ArgumentException($"No plugin '{id}' is active.", nameof(id));
            Publish(GenerationBuilder.BuildWithout(id, current));
            ForgetPrevious();
            return plugin.Context;
        }
    }

    // The host itself has a lease of its own on the one that it keeps.
    private static GenerationStatus Describe(Generation generation, GenerationState state, int own) =>
        new(generation.Number, state, Math.Max(0, generation.Leases - own), generation.Tasks.Count);

    private void ForgetPrevious()
    {
        previous?.Exit();
        previous = null;
    }
}
