using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using McMaster.NETCore.Plugins;
using TorchSharp;

namespace AdapterKit.Hosting;

/// <summary>A plugin's own collectible load context. It shares the contract and TorchSharp with the host.</summary>
internal sealed class PluginContext : IDisposable
{
    private const int Collections = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly PluginLoader loader;

    public PluginContext(string assembly) => loader = PluginLoader.CreateFromAssemblyFile(
        assembly,
        isUnloadable: true,
        sharedTypes: [typeof(ITaskPlugin), typeof(torch)],
        // Loads from memory so that no file stays locked: the directory can be deleted while the plugin runs.
        config => config.LoadInMemory = true);

    /// <summary>Loads the assembly and creates its entry point.</summary>
    /// <exception cref="PluginRefusedException">The entry point does not exist, or does not implement this host's contract.</exception>
    public ITaskPlugin CreateEntryPoint(PluginManifest manifest)
    {
        var assembly = loader.LoadDefaultAssembly();
        // Resolves every type now, so that a missing dependency does not surface in the middle of a request.
        _ = assembly.GetTypes();
        var type = assembly.GetType(manifest.EntryPoint);
        return type is not null && Activator.CreateInstance(type) is ITaskPlugin plugin
            ? plugin
            : throw new PluginRefusedException(
                PluginState.LoadFailed,
                $"Plugin '{manifest.Id}' has no entry point '{manifest.EntryPoint}' that implements this host's contract. "
                + "Build the plugin again.");
    }

    /// <summary>Returns what <see cref="IsGone"/> watches.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public WeakReference<AssemblyLoadContext> Watch() => new(loader.LoadContext);

    /// <summary>Collects garbage and returns whether a released context has left memory.</summary>
    public static bool IsGone(WeakReference<AssemblyLoadContext> context)
    {
        for (var round = 0; round < Collections && IsAlive(context); round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();

            // Work that is still under way on other threads may hold the context for a moment.
            if (round > 1)
                Thread.Sleep(Pause);
        }

        return !IsAlive(context);
    }

    /// <summary>Unloads the context. It leaves memory when nothing refers to the plugin any more.</summary>
    public void Dispose() => loader.Dispose();

    // A separate method, so that the check itself keeps no reference to the context.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsAlive(WeakReference<AssemblyLoadContext> context) => context.TryGetTarget(out _);
}
