using System.Reflection;

namespace AdapterKit.Build.Tests;

/// <summary>The real library, out of the package.</summary>
internal static class TorchSharpNative
{
    public const string Version = "GLIBCXX_3.4.32";

    public static string Path { get; } = typeof(TorchSharpNative).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == nameof(TorchSharpNative)).Value!;

    public static byte[] Read() => File.ReadAllBytes(Path);

    public static byte[] ReadWeakened()
    {
        var image = Read();
        Assert.Equal(WeakeningOutcome.Weakened, SymbolVersions.Weaken(image, Version));
        return image;
    }
}
