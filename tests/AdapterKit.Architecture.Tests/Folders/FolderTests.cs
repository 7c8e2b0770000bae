using AdapterKit.Testing;

namespace AdapterKit.Architecture.Tests.Folders;

/// <summary>Folders are storeys: inside every assembly the arrows between them run one way.</summary>
public sealed class FolderTests
{
    // From the ground up: a folder uses those before it alone.
    private static readonly string[] CoreStoreys =
    [
        ".",
        "Declarations",
        "Options",
        "Modules",
        "Tokens",
        "Safetensors",
        "Checkpoints",
        "Variants",
        "Layers",
        "Backbones",
        "Setups",
        "Sites",
        "Fusion",
        "Plans",
        "Tasks",
        "Merging",
        "Generation",
        "Bundles",
        "Serving",
    ];

    public static TheoryData<string> Projects =>
    [
        .. new[] { "Framework", "Generators", "Hosts", "Build" }
            .SelectMany(group => Directory.EnumerateDirectories(Repository.PathOf(group)))
            .Where(
                directory =>
                    Directory.EnumerateFiles(directory, "*.csproj").Any()
                        && Directory.EnumerateFiles(directory, "*.cs", SearchOption.AllDirectories).Any())
            .Select(directory => Path.GetRelativePath(Repository.PathOf(), directory).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    [Theory, MemberData(nameof(Projects))]
    public void No_folders_use_each_other_in_a_circle(string project)
    {
        var graph = FolderArrowReader.Read(Repository.PathOf(project));
        var cycle = graph.FindCycle();

        Assert.True(cycle.Count == 0, cycle.Count == 0 ? "" : $"Folders of {project} form a cycle:\n{graph.Describe(cycle)}");
    }

    [Fact]
    public void The_core_is_built_in_storeys()
    {
        var arrows = FolderArrowReader.Read(Repository.PathOf("Framework", "AdapterKit")).Arrows;

        Assert.NotEmpty(arrows);
        Assert.All(arrows, arrow => Assert.Contains(arrow.From, CoreStoreys));
        Assert.Empty(
            arrows.Where(arrow => Array.IndexOf(CoreStoreys, arrow.From) < Array.IndexOf(CoreStoreys, arrow.To)).Select(
                arrow => arrow.ToString()));
    }
}
