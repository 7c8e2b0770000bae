using System.Reflection;

namespace AdapterKit.Testing;

/// <summary>The source folder of a test assembly, where its data lie.</summary>
public static class TestProject
{
    public static string DirectoryOf(Assembly assembly) => assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "ProjectDirectory").Value!;
}
