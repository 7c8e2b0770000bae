using System.Reflection;
using System.Reflection.Emit;

namespace AdapterKit.Build.Tests;

/// <summary>A plugin's output folder as the compiler leaves it: an assembly with the generator's metadata, and bundles.</summary>
internal sealed class PluginProject : IDisposable
{
    public const string AssemblyFile = "Sample.dll";

    private static readonly ConstructorInfo Metadata = typeof(AssemblyMetadataAttribute).GetConstructors().Single();

    private readonly TemporaryFolder folder = new();

    public List<string> Files { get; } = [AssemblyFile];

    public string Folder => folder.Path;

    public string ManifestPath => folder["plugin.json"];

    public void Compile(params (string Key, string Value)[] facts)
    {
        var assembly = new PersistedAssemblyBuilder(
            new AssemblyName("Sample"),
            typeof(object).Assembly,
            facts.Select(fact => new CustomAttributeBuilder(Metadata, [fact.Key, fact.Value])));
        assembly.DefineDynamicModule("Sample");
        assembly.Save(folder[AssemblyFile]);
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
        Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
        File.WriteAllText(folder[name], content);
        Files.Add(name);
    }

    public void Dispose() => folder.Dispose();
}
