using System.Reflection;

namespace AdapterKit.Build.Tests;

/// <summary>The real libraries from the package.</summary>
internal static class TorchSharpPackage
{
    public const string Version = "GLIBCXX_3.4.32";

    private static readonly string Package = typeof(TorchSharpPackage).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(fact => fact.Key == nameof(TorchSharpPackage)).Value!;

    /// <summary>The native library that the build changes in a copy.</summary>
    public static string Native { get; } = Path.Combine(Package, "runtimes/linux-x64/native/libLibTorchSharp.so");

    /// <summary>The assembly that plugins compile against.</summary>
    public static string Managed { get; } =
        Directory.GetFiles(Path.Combine(Package, "lib"), "TorchSharp.dll", SearchOption.AllDirectories)[0];

    public static byte[] Read() => File.ReadAllBytes(Native);

    public static byte[] ReadWeakened()
    {
        var image = Read();
        Assert.Equal(WeakeningOutcome.Weakened, SymbolVersions.Weaken(image, Version));
        return image;
    }
}
