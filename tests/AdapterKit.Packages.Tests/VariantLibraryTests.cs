using System.Text.Json;
using AdapterKit.Testing;

namespace AdapterKit.Packages.Tests;

/// <summary>A variant in a library of its own, which plugins use as a project and as a package.</summary>
[Collection(PackedRepositoryCollection.Name)]
public sealed class VariantLibraryTests(PackedRepository repository)
{
    [Fact]
    public void A_plugin_includes_a_library_with_a_variant_and_nothing_that_the_host_shares()
    {
        var library = repository.New("adapterkit-variant-library", "Acme.Shrink");
        var plugin = NewTask("OfProject", library);
        repository.Dotnet(plugin, "add", "reference", library);

        repository.Build(plugin);

        Assert.Equal(
            ["Acme.Shrink.dll", "Acme.Shrink.pdb", "OfProject.deps.json", "OfProject.dll"],
            ManifestOf(plugin).Order(StringComparer.Ordinal));
        Assert.Equal(["Acme.Shrink", "OfProject"], DependenciesOf(plugin));
    }

    [SkippableFact]
    public void A_task_with_a_variant_from_a_package_is_trained_and_predicts()
    {
        Needs.Npm();
        var library = repository.New("adapterkit-variant-library", "Acme.Pinch");
        var plugin = NewTask("OfPackage", library);
        repository.Dotnet(library, "pack", "--configuration", "Release");
        File.WriteAllText(
            Path.Combine(plugin, "nuget.config"),
            $"""
            <configuration>
              <packageSources><add key="Acme" value="{Path.Combine(library, "bin", "Release")}" /></packageSources>
            </configuration>
            """);
        repository.Dotnet(plugin, "add", "package", "Acme.Pinch", "--version", "1.0.0");

        repository.Build(plugin);
        repository.Adapterkit(
            plugin, "train", "of-package", "--plugins", "bin/Release", "--data", "texts.jsonl", "--epochs", "1", "--out", "of-package");
        repository.Build(plugin);
        var output = repository.Adapterkit(plugin, "predict", "--plugins", "bin/Release", "--json", "Please call me back at once");

        var prediction = Assert.Single(JsonElement.Parse(output).GetProperty("predictions").EnumerateArray());
        Assert.Equal("of-package", prediction.GetProperty("task").GetString());
        Assert.Equal(["Acme.Pinch", "OfPackage"], DependenciesOf(plugin));
    }

    [Theory]
    [InlineData("projection", "ProjectionAdapter")]
    [InlineData("memory", "MemoryAdapter")]
    [InlineData("entry", "EntryAdapter")]
    public void A_library_may_hold_a_variant_of_any_kind_that_a_task_uses(string kind, string baseClass)
    {
        var library = repository.New("adapterkit-variant-library", $"Acme.Of{kind}", "--kind", kind);
        var plugin = NewTask($"With{kind}", library);
        repository.Dotnet(plugin, "add", "reference", library);

        repository.Build(plugin);

        Assert.Contains($": {baseClass}", File.ReadAllText(Directory.GetFiles(library, "*Adapter.cs").Single()), StringComparison.Ordinal);
        Assert.Contains($"Acme.Of{kind}.dll", ManifestOf(plugin));
    }

    // A task of the template, with the variant of a library.
    private string NewTask(string name, string library)
    {
        var project = repository.New("adapterkit-task", name);
        var source = Directory.GetFiles(project, "*Task.cs").Single();
        var variant = Path.GetFileNameWithoutExtension(Directory.GetFiles(library, "*Adapter.cs").Single());
        var declaration = File.ReadAllText(source).Replace(
            "BottleneckAdapter", $"{Path.GetFileName(library)}.{variant}", StringComparison.Ordinal);
        File.WriteAllText(source, declaration);
        return project;
    }

    private static IEnumerable<string> ManifestOf(string plugin) =>
        JsonElement.Parse(Read(plugin, "plugin.json")).GetProperty("files").EnumerateObject().Select(file => file.Name);

    private static IEnumerable<string> DependenciesOf(string plugin) =>
        JsonElement.Parse(Read(plugin, $"{Path.GetFileName(plugin)}.deps.json")).GetProperty("libraries").EnumerateObject()
            .Select(library => library.Name.Split('/')[0])
            .Order(StringComparer.Ordinal);

    private static string Read(string plugin, string file) => File.ReadAllText(Path.Combine(plugin, "bin", "Release", "net10.0", file));
}
