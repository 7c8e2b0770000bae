using System.Reflection;

namespace AdapterKit.Packages.Tests;

/// <summary>What the build tells the tests.</summary>
internal static class Facts
{
    /// <summary>The configuration that everything was built in.</summary>
    public static string Configuration { get; } = Of("Configuration");

    /// <summary>Where restored packages lie.</summary>
    public static string PackageCache { get; } = Of("PackageCache");

    private static string Of(string key) => typeof(Facts).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
