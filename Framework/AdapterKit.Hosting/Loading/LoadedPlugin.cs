using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Microsoft.Extensions.DependencyInjection;

namespace AdapterKit.Hosting;

/// <summary>
/// A loaded plugin: its load context and its own service collection. No other service collection contains a type of the plugin.
/// </summary>
internal sealed class LoadedPlugin : IDisposable
{
    private PluginContext? context;
    private ServiceProvider? services;

    private LoadedPlugin(PluginContext context, ServiceProvider services) => (this.context, this.services) = (context, services);

    public IEnumerable<TaskDeclaration> Declarations => services?.GetServices<TaskDeclaration>() ?? [];

    public IEnumerable<TaskAdapter> Tasks => services?.GetServices<TaskAdapter>() ?? [];

    /// <summary>Loads the assembly of a valid plugin. Its tasks are built on first use, and only if there is a backbone.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <param name="manifest">The plugin's manifest.</param>
    /// <param name="backbone">The backbone; <see langword="null"/> to load declarations only.</param>
    /// <param name="members">Returns the tasks of other plugins that a task may fuse, called when a task is built.</param>
    /// <exception cref="PluginRefusedException">The assembly does not load, or does not declare the tasks in its manifest.</exception>
    public static LoadedPlugin Load(
        PluginStatus plugin, PluginManifest manifest, Backbone? backbone, Func<IReadOnlyList<TaskAdapter>> members)
    {
        PluginContext? context = null;
        try
        {
            context = new PluginContext(PluginPaths.Resolve(plugin.Directory, manifest.Assembly));
            return new LoadedPlugin(context, BuildServices(plugin, manifest, context.CreateEntryPoint(manifest), backbone, members));
        }
        catch (PluginRefusedException)
        {
            context?.Dispose();
            throw;
        }
        catch (Exception error)
        {
            context?.Dispose();
            throw CreateLoadFailure(manifest, error);
        }
    }

    /// <summary>Returns whether a task of this plugin fuses one of the given tasks.</summary>
    public bool FusesAny(IReadOnlyCollection<TaskAdapter> tasks) => Tasks.SelectMany(task => task.Config.Members).Any(tasks.Contains);

    /// <summary>Builds every task from its bundle and runs its self-test.</summary>
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
            throw new PluginRefusedException(PluginState.MemberMissing, error.Message);
        }
        catch (BundleException error)
        {
            throw new PluginRefusedException(PluginState.BundleRejected, error.Message);
        }
        catch (Exception error) when (error is not PluginRefusedException)
        {
            throw CreateLoadFailure(manifest, error);
        }
    }

    /// <summary>Releases tasks, services and load context.</summary>
    /// <returns>The context to watch: it leaves memory when nothing refers to the plugin any more.</returns>
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

    private static ServiceProvider BuildServices(
        PluginStatus plugin, PluginManifest manifest, ITaskPlugin entryPoint, Backbone? backbone, Func<IReadOnlyList<TaskAdapter>> members)
    {
        var services = new ServiceCollection();
        foreach (var task in manifest.Tasks)
        {
            var declaration = entryPoint.Tasks.FirstOrDefault(declared => declared.Id == task.Id)
                ?? throw new PluginRefusedException(
                    PluginState.ManifestMismatch,
                    $"Plugin '{manifest.Id}' does not declare the task '{task.Id}' that its {PluginManifest.FileName} lists. "
                    + "Build the plugin again.");
            services.AddSingleton(declaration);
            if (backbone is not null)
                services.AddSingleton(_ => Build(declaration, task, backbone));
        }

        return services.BuildServiceProvider();

        TaskAdapter Build(TaskDeclaration declaration, PluginTask task, Backbone target) =>
            Bundle.Open(PluginPaths.Resolve(plugin.Directory, task.Bundle!)).Load(declaration, target, members());
    }

    // The cause is quoted, not kept as the inner exception: an exception of the plugin's own type would keep the plugin in memory.
    private static PluginRefusedException CreateLoadFailure(PluginManifest manifest, Exception error)
    {
        var cause = FindCause(error);
        return new PluginRefusedException(
            PluginState.LoadFailed,
            $"Plugin '{manifest.Id}' fails to load: {cause.GetType().Name}: {cause.Message} Contact its author, or remove the plugin.");
    }

    // Reflection wraps what a plugin throws, sometimes more than once.
    private static Exception FindCause(Exception error) => error switch
    {
        TargetInvocationException or TypeInitializationException when error.InnerException is { } inner => FindCause(inner),
        ReflectionTypeLoadException { LoaderExceptions: [{ } first, ..] } => first,
        _ => error,
    };
}
