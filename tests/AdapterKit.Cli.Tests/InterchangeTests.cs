using AdapterKit.Cli.Console;
using AdapterKit.Interchange;
using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests;

/// <summary>The commands that read and write the folders of other libraries.</summary>
public sealed class InterchangeTests : IDisposable
{
    private readonly KindPlugin plugin = new();
    private readonly TemporaryFolder folder = new();

    public InterchangeTests() => plugin.AddBundles();

    public void Dispose()
    {
        plugin.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void What_PEFT_saved_becomes_the_bundle_of_a_declared_task()
    {
        var saved = WritePeft();

        var imported = Run("import", saved, "--task", "tone", "--out", folder.PathOf("bundle"), "--json");

        Assert.Equal((ExitCode.Success, ""), (imported.ExitCode, imported.Error));
        Assert.Equal("tone", imported.Json.TextAt("task"));
        Assert.Equal("PEFT", imported.Json.GetProperty("folder").TextAt("format"));
        var manifest = Bundle.Open(folder.PathOf("bundle")).Manifest;
        Assert.Equal(("tone", "lora"), (manifest.Task, manifest.Adapter.Variant));
        Assert.Equal(new HeadForm { Norm = false, Hidden = 1 }, manifest.Head);
    }

    [Fact]
    public void People_read_what_a_folder_covers()
    {
        var run = Run("inspect", WritePeft());

        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"attention\.q +. lora +. r 4, s 2 +. 2 of 2", run.Output);
        Assert.Contains("12 of 12", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"keys +24, all used", run.Output);
        Assert.Matches(@"head +classification, 2 outputs", run.Output);
    }

    [Theory]
    [InlineData("--peft", "adapter_config.json, adapter_model.safetensors")]
    [InlineData("--adapterhub", "'attention.o'")]
    public void A_task_is_written_as_a_folder_or_refused_by_name(string format, string expected)
    {
        var run = Run("export", "tone", format, folder.PathOf("out"), "--without-head");

        Assert.Contains(expected, run.Output + run.Error, StringComparison.Ordinal);
        Assert.Equal(run.ExitCode == ExitCode.Success, Directory.Exists(folder.PathOf("out")));
        if (format == "--peft")
            Assert.Equal(ExitCode.Success, Run("inspect", folder.PathOf("out")).ExitCode);
    }

    [Theory]
    [InlineData("begins with a norm", "export", "tone", "--peft", "OUT")]
    [InlineData("has one task", "export", "tone,names", "--peft", "OUT")]
    [InlineData("One of --onnx, --peft and --adapterhub", "export", "tone")]
    [InlineData("One of --onnx, --peft and --adapterhub", "export", "tone", "--peft", "OUT", "--adapterhub", "OUT")]
    [InlineData("--drop requires --onnx", "export", "tone", "--peft", "OUT", "--drop", "0")]
    [InlineData("--without-head requires", "export", "tone", "--onnx", "OUT", "--without-head")]
    [InlineData("it is no adapter folder", "import", "OUT", "--task", "tone", "--out", "OUT/bundle")]
    [InlineData("is declared with 'bottleneck'", "import", "PEFT", "--task", "entail", "--out", "OUT/bundle")]
    [InlineData("3 labels", "import", "PEFT", "--task", "names", "--out", "OUT/bundle")]
    [InlineData("No plugin declares", "import", "PEFT", "--task", "tune", "--out", "OUT/bundle")]
    [InlineData("it is no adapter folder", "inspect", "OUT")]
    [InlineData("not a folder", "inspect", "PEFT", "--fusion")]
    public void A_wrong_command_line_names_the_mistake(string expected, params string[] arguments)
    {
        var saved = WritePeft();

        var run = Run([.. arguments.Select(argument => argument
            .Replace("OUT", folder.PathOf("out"), StringComparison.Ordinal)
            .Replace("PEFT", saved, StringComparison.Ordinal))]);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.PathOf("out", "bundle", Bundle.ManifestFile)));
    }

    private string WritePeft()
    {
        using var backbone = TinyBackbone.Open(null, null!, default);
        var declared = new TaskPlugin().Tasks.Single(task => task.Id == "tone");
        using var task = declared.Create(backbone, declared.Config with
        {
            Options = new LoraOptions { Rank = 4, Alpha = 8 },
            Head = new HeadForm { Norm = false, Hidden = 1 },
        });
        AdapterFolder.ExportPeft(task, folder.PathOf("saved"));
        return folder.PathOf("saved");
    }

    private CommandRun Run(params string[] arguments) =>
        CommandRun.Of([.. arguments, "--plugins", plugin.Root], TinyBackbone.Open);
}
