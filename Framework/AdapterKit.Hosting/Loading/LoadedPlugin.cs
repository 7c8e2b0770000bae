using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Microsoft.Extensions.DependencyInjection;

namespace AdapterKit.Hosting;

/// <summary>A plugin at work: its load context and its own services. No type of it is in any service collection but its own.</summary>
internal sealed class LoadedPlugin : IDisposable
{
    private PluginContext? context;
    private ServiceProvider? services;

    private LoadedPlugin(PluginContext context, ServiceProvider services) => (this.context, this.services) = (context, services);

    public IEnumerable<TaskDeclaration> Declarations => services?.GetServices<TaskDeclaration>() ?? [];

    public IEnumerable<TaskAdapter> Tasks => services?.GetServices<TaskAdapter>() ?? [];

    /// <summary>Loads a valid plugin's assembly. Its tasks are built when they are first asked for, and only where there is a backbone.</summary>
    /// <exception cref="PluginRefusedException">The assembly does not load, or declares other tasks than its manifest says.</exception>
    /// <param name="plugin">The plugin.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="backbone">The backbone; <see langword="null"/> to load declarations alone.</param>
    /// <param name="sources">The tasks of other plugins that are active when a task is built.</param>
    public static LoadedPlugin Load(PluginStatus plugin, PluginManifest manifest, Backbone? backbone, Func<IReadOnlyList<TaskAdapter>> sources)
    {
        PluginContext? context = null;
        try
        {
            context = new PluginContext(PluginPaths.Resolve(plugin.Folder, manifest.Assembly));
            return new LoadedPlugin(context, Services(plugin, manifest, context.EntryPoint(manifest), backbone, sources));
        }
        catch (Exception error)
        {
            context?.Dispose();
            throw error as PluginRefusedException ?? Failed(manifest, error);
        }
    }

    /// <summary>Whether a task of this plugin mixes one of the given tasks.</summary>
    public bool Mixes(IReadOnlyCollection<TaskAdapter> tasks) => Tasks.SelectMany(task => task.Config.Members).Any(tasks.Contains);

    /// <summary>Builds every task from its bundle and lets it label a word.</summary>
    /// <exception cref="PluginRefusedException">A bundle does not fit, or a task does not compute.</exception>
    public void Probe(PluginManifest manifest, Backbone backbone)
    {
        try
        {
            foreach (var task in Tasks)
            {
                task.Freeze();
                SelfTest.Run(task, backbone);
            }
        }
        catch (MemberMissingException error)
        {
            throw new PluginRefusedException(PluginState.SourceMissing, error.Message);
        }
        catch (BundleException error)
        {
            throw new PluginRefusedException(PluginState.BundleRejected, error.Message);
        }
        catch (Exception error) when (error is not PluginRefusedException)
        {
            throw Failed(manifest, error);
        }
    }

    /// <summary>Releases tasks, services and load context.</summary>
    /// <returns>What to watch: the context is gone when nothing refers to the plugin any more.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public WeakReference<AssemblyLoadContext> Release()
    {
        var released = context!.Release();
        Dispose();
        return released;
    }

    public void Dispose()
    {
        services?.Dispose();
        context?.Dispose();
        (services, context) = (null, null);
    }

    private static ServiceProvider Services(PluginStatus plugin, PluginManifest manifest, ITaskPlugin entryPoint, Backbone? backbone, Func<IReadOnlyList<TaskAdapter>> sources)
    {
        var services = new ServiceCollection();
        foreach (var task in manifest.Tasks)
        {
            var declaration = entryPoint.Tasks.FirstOrDefault(declared => declared.Id == task.Id)
                ?? throw new PluginRefusedException(PluginState.ManifestMismatch, $"Plugin '{manifest.Id}' does not declare the task '{task.Id}' of its {PluginManifest.FileName}. Build the plugin again.");
            services.AddSingleton(declaration);
            if (backbone is not null)
                services.AddSingleton(_ => Bundle.Open(PluginPaths.Resolve(plugin.Folder, task.Bundle!)).Load(declaration, backbone, sources()));
        }

        return services.BuildServiceProvider();
    }

    private static PluginRefusedException Failed(PluginManifest manifest, Exception error)
    {
        var cause = Cause(error);
        return new PluginRefusedException(
            PluginState.LoadFailed,
            $"Plugin '{manifest.Id}' fails when it is loaded: {cause.GetType().Name}: {cause.Message} Tell its author, or remove the plugin.");
    }

    // Reflection wraps what a plugin throws, and may do so more than once.
    private static Exception Cause(Exception error) => error switch
    {
        TargetInvocationException or TypeInitializationException when error.InnerException is { } inner => Cause(inner),
        ReflectionTypeLoadException { LoaderExceptions: [{ } first, ..] } => first,
        _ => error,
    };
}
