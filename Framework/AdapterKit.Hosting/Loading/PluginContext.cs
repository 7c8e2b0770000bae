using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using McMaster.NETCore.Plugins;
using TorchSharp;

namespace AdapterKit.Hosting;

/// <summary>A plugin's own load context, which can be given up. The contract and TorchSharp are the host's.</summary>
internal sealed class PluginContext : IDisposable
{
    private const int Collections = 10;
    private readonly PluginLoader loader;

    public PluginContext(string assembly) => loader = PluginLoader.CreateFromAssemblyFile(
        assembly,
        isUnloadable: true,
        sharedTypes: [typeof(ITaskPlugin), typeof(torch)],
        // From memory, so that no file stays locked: the folder can be deleted while the plugin runs.
        config => config.LoadInMemory = true);

    /// <summary>Loads the assembly and makes its entry point.</summary>
    /// <exception cref="PluginRefusedException">There is no such entry point, or it is none of this contract.</exception>
    public ITaskPlugin EntryPoint(PluginManifest manifest)
    {
        var assembly = loader.LoadDefaultAssembly();
        // Whatever a type needs must be there now, and not be missed in the middle of a request.
        _ = assembly.GetTypes();
        var type = assembly.GetType(manifest.EntryPoint);
        return type is not null && Activator.CreateInstance(type) is ITaskPlugin plugin
            ? plugin
            : throw new PluginRefusedException(
                PluginState.LoadFailed,
                $"Plugin '{manifest.Id}' has no entry point '{manifest.EntryPoint}' of this host's contract. Build the plugin again.");
    }

    /// <summary>Gives the context up. Whether it really goes is for <see cref="IsGone"/> to find out.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public WeakReference<AssemblyLoadContext> Release()
    {
        var context = new WeakReference<AssemblyLoadContext>(loader.LoadContext);
        loader.Dispose();
        return context;
    }

    /// <summary>Whether nothing holds a released context any more.</summary>
    public static bool IsGone(WeakReference<AssemblyLoadContext> context)
    {
        for (var round = 0; round < Collections && IsAlive(context); round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return !IsAlive(context);
    }

    public void Dispose() => loader.Dispose();

    // Apart, so that no reference of the check itself outlives it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsAlive(WeakReference<AssemblyLoadContext> context) => context.TryGetTarget(out _);
}
