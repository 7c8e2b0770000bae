using TorchSharp;

namespace AdapterKit.Hosting;

/// <summary>What a plugin must share with the host, by the names that assemblies and native libraries have on any system.</summary>
internal static class SharedLibraries
{
    /// <summary>The shared assemblies and the host's versions; the runtime compares these names without case.</summary>
    public static IReadOnlyDictionary<string, Version> Assemblies { get; } = new[] { typeof(ITaskPlugin), typeof(torch) }
        .Select(type => type.Assembly.GetName())
        .ToDictionary(name => name.Name!, name => name.Version!, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a file has the name of one of the shared native libraries, such as <c>libtorch_cpu.so.2</c>.</summary>
    public static bool IsNative(string file)
    {
        var name = Path.GetFileName(file);
        var isLibrary = name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".dylib", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".so", StringComparison.OrdinalIgnoreCase)
            || name.Contains(".so.", StringComparison.OrdinalIgnoreCase);
        var stem = name.Split('.')[0];
        if (stem.StartsWith("lib", StringComparison.OrdinalIgnoreCase))
            stem = stem[3..];

        return isLibrary && (Is("c10") || Is("torch") || Is("TorchSharp") || Is("LibTorchSharp"));

        // libtorch consists of several libraries: torch_cpu, torch_global_deps, c10_cuda.
        bool Is(string shared) => stem.Equals(shared, StringComparison.OrdinalIgnoreCase)
            || stem.StartsWith(shared + "_", StringComparison.OrdinalIgnoreCase);
    }
}
