using System.Reflection;
using System.Reflection.Emit;

namespace AdapterKit.Build.Tests;

/// <summary>A plugin's output directory after compilation: an assembly with the generator's metadata, and bundles.</summary>
internal sealed class PluginProject : IDisposable
{
    public const string AssemblyFile = "Sample.dll";

    private static readonly ConstructorInfo Metadata = typeof(AssemblyMetadataAttribute).GetConstructors().Single();

    private readonly TemporaryFolder directory = new();

    public List<string> Files { get; } = [AssemblyFile];

    public string OutputDirectory => directory.Root;

    public string ManifestPath => directory.PathOf("plugin.json");

    public void Compile(params (string Key, string Value)[] facts)
    {
        var assembly = new PersistedAssemblyBuilder(
            new AssemblyName("Sample"),
            typeof(object).Assembly,
            facts.Select(fact => new CustomAttributeBuilder(Metadata, [fact.Key, fact.Value])));
        assembly.DefineDynamicModule("Sample");
        assembly.Save(directory.PathOf(AssemblyFile));
    }

    public void CompileTasks(params string[] tasks) => Compile(
    [
        ("Serviceable", "True"),
        ("AdapterKit.Contract", "1.0"),
        ("AdapterKit.Plugin", "Sample.TaskPlugin"),
        .. tasks.Select(task => ("AdapterKit.Task", task + "@use-lite-en")),
    ]);

    public void AddFile(string name, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(directory.PathOf(name))!);
        File.WriteAllText(directory.PathOf(name), content);
        Files.Add(name);
    }

    public void Dispose() => directory.Dispose();
}
