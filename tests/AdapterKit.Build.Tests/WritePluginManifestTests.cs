using System.Text.Json.Nodes;

namespace AdapterKit.Build.Tests;

public sealed class WritePluginManifestTests : IDisposable
{
    private const string Bundle = """{ "backbone": { "id": "use-lite-en", "hash": "sha256:beef" } }""";

    private readonly PluginProject project = new();
    private readonly RecordingBuildEngine engine = new();

    [Fact]
    public void The_manifest_lists_what_the_assembly_declares_and_pins_every_file()
    {
        project.CompileTasks("spam", "reply");
        project.AddFile("spam/adapter.json", Bundle);
        project.AddFile("spam/adapter.safetensors", "");

        Assert.True(Run());

        var manifest = JsonNode.Parse(File.ReadAllText(project.ManifestPath))!.AsObject();
        var files = manifest["files"]!.AsObject();
        Assert.Equal([PluginProject.AssemblyFile, "spam/adapter.json", "spam/adapter.safetensors"], files.Select(file => file.Key));
        Assert.Equal("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", (string?)files["spam/adapter.safetensors"]);
        Assert.True(manifest.Remove("files"));
        Assert.Equal(
            """
            {
              "format": 1,
              "id": "Sample",
              "version": "1.2.3",
              "contract": "1.0",
              "torchSharp": "0.107.0",
              "assembly": "Sample.dll",
              "entryPoint": "Sample.TaskPlugin",
              "tasks": [
                {
                  "id": "spam",
                  "backbone": "use-lite-en",
                  "backboneHash": "sha256:beef",
                  "bundle": "spam"
                },
                {
                  "id": "reply",
                  "backbone": "use-lite-en"
                }
              ]
            }
            """.ReplaceLineEndings("\n"),
            manifest.ToJsonString(new() { WriteIndented = true, NewLine = "\n" }));
    }

    [Fact]
    public void The_manifest_does_not_depend_on_the_order_of_the_files()
    {
        project.CompileTasks("spam");
        project.AddFile("b.dll", "b");
        project.AddFile("a.dll", "a");
        Assert.True(Run());
        var first = File.ReadAllBytes(project.ManifestPath);

        project.Files.Reverse();
        Assert.True(Run());

        Assert.Equal(first, File.ReadAllBytes(project.ManifestPath));
        Assert.DoesNotContain((byte)'\r', first);
        Assert.Equal((byte)'\n', first[^1]);
    }

    [Fact]
    public void An_assembly_without_a_task_fails_the_build()
    {
        project.Compile(("AdapterKit.Contract", "1.0"));
        Fails("Sample.dll declares no task");
    }

    [Fact]
    public void A_bundle_directory_without_a_task_fails_the_build()
    {
        project.CompileTasks("spam", "reply");
        project.AddFile("ham/adapter.json", Bundle);
        Fails("'ham' belongs to no task of Sample.dll, which declares: spam, reply");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "backbone": "use-lite-en" }""")]
    [InlineData("""{ "backbone": { "hash": 7 } }""")]
    [InlineData("not json")]
    public void A_bundle_that_does_not_name_its_backbone_fails_the_build(string bundle)
    {
        project.CompileTasks("spam");
        project.AddFile("spam/adapter.json", bundle);
        Fails("backbone.hash");
    }

    [Fact]
    public void A_file_that_is_not_an_assembly_fails_the_build()
    {
        File.WriteAllText(Path.Combine(project.OutputDirectory, PluginProject.AssemblyFile), "text");
        Assert.False(Run());
        Assert.Single(engine.Errors);
    }

    public void Dispose() => project.Dispose();

    private void Fails(string sentence)
    {
        Assert.False(Run());
        Assert.Contains(sentence, Assert.Single(engine.Errors), StringComparison.Ordinal);
        Assert.False(File.Exists(project.ManifestPath));
    }

    private bool Run() => new WritePluginManifest
    {
        BuildEngine = engine,
        PluginDirectory = project.OutputDirectory,
        AssemblyFile = PluginProject.AssemblyFile,
        Files = [.. project.Files],
        Version = "1.2.3",
        References = ["/packs/System.Runtime.dll", TorchSharpPackage.Managed],
    }.Execute();
}
