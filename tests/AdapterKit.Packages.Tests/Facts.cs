using System.Reflection;

namespace AdapterKit.Packages.Tests;

/// <summary>Facts that the build stores in this assembly.</summary>
internal static class Facts
{
    /// <summary>The build configuration.</summary>
    public static string Configuration { get; } = Of("Configuration");

    /// <summary>The directory of restored packages.</summary>
    public static string PackageCache { get; } = Of("PackageCache");

    private static string Of(string key) => typeof(Facts).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
