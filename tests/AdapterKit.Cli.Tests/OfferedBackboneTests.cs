using AdapterKit.Cli.Console;
using AdapterKit.Testing;
using static TorchSharp.torch;

namespace AdapterKit.Cli.Tests;

public sealed class OfferedBackboneTests : IDisposable
{
    private readonly KindPlugin plugin = new();
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        folder.Dispose();
        plugin.Dispose();
    }

    [Fact]
    public void A_backbone_of_a_plugin_runs_by_its_name()
    {
        WriteModel(Path.Combine(plugin.Root, "Kinds", "backbones", "own-model"), "own");
        plugin.Write();

        var run = CommandRun.Of(["embed", "hello", "--backbone", "own-model", "--plugins", plugin.Root, "--json"]);

        Assert.Equal((ExitCode.Success, 8), (run.ExitCode, run.Json.GetProperty("vector").GetArrayLength()));
    }

    [Fact]
    public void A_directory_with_the_model_of_a_plugin_runs_and_shows_which_keys_went_where()
    {
        WriteModel(folder.Root, "own");

        var run = CommandRun.Of(["inspect", "--backbone", folder.Root, "--plugins", plugin.Root, "--json"]);

        Assert.Equal("own-model", run.Json.GetProperty("backbone").GetString());
        var checkpoint = run.Json.GetProperty("checkpoint");
        Assert.Equal("words.weight", checkpoint.GetProperty("loaded").GetProperty("own.words.weight").GetString());
        Assert.Equal("head.bias", Assert.Single(checkpoint.GetProperty("ignored").EnumerateArray()).GetString());
    }

    [Fact]
    public void A_model_that_nobody_knows_is_refused_by_its_type()
    {
        WriteModel(folder.Root, "unheard-of");

        var run = CommandRun.Of(["embed", "hello", "--backbone", folder.Root, "--plugins", plugin.Root]);

        Assert.Equal(ExitCode.NotAvailable, run.ExitCode);
        Assert.Contains("'model_type' is 'unheard-of'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_backbone_that_fails_to_load_is_the_fault_of_its_plugin()
    {
        var run = CommandRun.Of(["embed", "hello", "--backbone", "own-model", "--plugins", plugin.Root]);

        Assert.Equal(ExitCode.PluginRefused, run.ExitCode);
        Assert.Contains("Plugin 'Kinds' fails to load the backbone 'own-model'", run.Error, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(plugin.Root, "Kinds", "backbones", "own-model", "config.json"), run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_neither_plugins_nor_publishers_know_is_refused()
    {
        var run = CommandRun.Of(["embed", "hello", "--backbone", "own-modle", "--plugins", plugin.Root]);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("--backbone own-modle: there is no such directory", run.Error, StringComparison.Ordinal);
    }

    private static void WriteModel(string directory, string type)
    {
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, "config.json"), $$"""{"model_type": "{{type}}", "hidden_size": 8}""");
        File.WriteAllText(Path.Combine(directory, "vocab.txt"), "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nhello\n");
        using var words = ones(16, 8);
        using var bias = zeros(2);
        SafetensorsFile.Write(
            Path.Combine(directory, "model.safetensors"),
            [("own.words.weight", words), ("head.bias", bias)]);
    }
}
