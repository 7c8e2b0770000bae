using System.Text.Json;
using AdapterKit.Backbones;
using AdapterKit.Cli.Console;
using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests;

public sealed class PretrainTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string texts;

    public PretrainTests()
    {
        texts = folder.PathOf("texts.txt");
        File.WriteAllLines(texts, Enumerable.Range(0, 60).Select(index =>
            $"lunch at {index} then, and a long talk about the weather and number {index} afterwards"));
    }

    public void Dispose() => folder.Dispose();

    [SkippableFact]
    public void A_declared_task_can_be_trained_on_a_pretrained_backbone()
    {
        var backbone = folder.PathOf("backbone");

        var run = Pretrain("--out", backbone, "--json");
        string[] recipe = ["--data", Labeled(), "--epochs", "1", "--drop", "0", "--checkpoints", folder.PathOf("saved")];
        var trained = CommandRun.Of(["train", "spam", .. recipe, "--backbone", backbone, "--out", folder.PathOf("bundle")]);

        var lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Equal(
            ["scoring", "training", "scoring", "training", "scoring"], lines.Select(line => line.TextAt("phase")));
        Assert.Equal([1, 2], lines.Where(line => line.TextAt("phase") == "training").Select(line => line.NumberAt("epoch")));
        Assert.Equal("tiny", run.Json.GetProperty("id").GetString());
        Assert.Equal((ExitCode.Success, true), (trained.ExitCode, Directory.Exists(folder.PathOf("bundle"))));
        using var loaded = BertDirectory.Load(backbone);
        var manifest = Bundle.Open(folder.PathOf("bundle")).Manifest;
        Assert.Equal(("tiny", loaded.Hash), (manifest.Backbone.Id, manifest.Backbone.Hash));
        Assert.Equal("0", manifest.Adapter.Drop[DropSet.EveryPoint]);
    }

    [SkippableFact]
    public void A_resumed_pretraining_ends_with_the_same_bytes_as_an_uninterrupted_one()
    {
        var (whole, halves) = (folder.PathOf("whole"), folder.PathOf("halves"));
        Pretrain("--out", whole, "--epochs", "30");

        var stopped = Pretrain("step 100 ", ["--out", halves, "--epochs", "30"]);
        var resumed = Pretrain("--out", halves, "--epochs", "30", "--resume");

        Assert.Equal((ExitCode.Canceled, ExitCode.Success), (stopped.ExitCode, resumed.ExitCode));
        Assert.Contains("--resume", stopped.Error, StringComparison.Ordinal);
        Assert.Equal(Weights(whole), Weights(halves));

        static byte[] Weights(string backbone) => File.ReadAllBytes(Path.Combine(backbone, "model.safetensors"));
    }

    [SkippableFact]
    public void A_pretraining_whose_directory_cannot_be_written_is_kept_and_stored_elsewhere()
    {
        Directory.CreateDirectory(folder.PathOf("blocked", "backbone.json", "in the way"));

        var failed = Pretrain("--out", folder.PathOf("blocked"));
        var stored = Pretrain("--out", folder.PathOf("stored"), "--resume");

        Assert.Equal((ExitCode.BadInput, ExitCode.Success), (failed.ExitCode, stored.ExitCode));
        Assert.Contains("--resume and another --out", failed.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("epoch", stored.Error, StringComparison.Ordinal);
        using var loaded = BertDirectory.Load(folder.PathOf("stored"));
        Assert.Empty(Directory.GetFileSystemEntries(folder.PathOf("saved")));
    }

    [SkippableFact]
    public void Another_column_can_hold_the_texts()
    {
        var table = folder.PathOf("table.csv");
        File.WriteAllLines(table, File.ReadAllLines(texts).Select(text => $"1;{text}").Prepend("id;body"));

        var run = Pretrain("--data", table, "--text-column", "body", "--out", folder.PathOf("backbone"), "--epochs", "1");
        var refused = Pretrain("--data", table, "--out", folder.PathOf("other"));

        Assert.Equal((ExitCode.Success, ExitCode.BadInput), (run.ExitCode, refused.ExitCode));
    }

    [SkippableFact]
    public void A_pretraining_that_diverges_ends_with_a_sentence_and_no_directory()
    {
        var run = Pretrain("--out", folder.PathOf("backbone"), "--lr", "1e3");

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("The training diverged", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.PathOf("backbone")));
    }

    [SkippableTheory]
    [InlineData("--width", "10", "--width 10")]
    [InlineData("--width", "1000000", "GB of memory")]
    [InlineData("--data", "nowhere.txt", "nowhere.txt")]
    [InlineData("--max-tokens", "129", "between 9 and 128")]
    public void Invalid_options_are_refused_before_training(string option, string value, string said)
    {
        var run = Pretrain("--out", folder.PathOf("backbone"), option, value);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    private string Labeled()
    {
        var path = folder.PathOf("labeled.jsonl");
        File.WriteAllLines(path, Enumerable.Range(0, 40).Select(index => index % 2 == 0
            ? $$"""{"text":"win {{index}}","label":"spam"}"""
            : $$"""{"text":"lunch {{index}}","label":"ham"}"""));
        return path;
    }

    private CommandRun Pretrain(params string[] options) => Pretrain(null, options);

    private CommandRun Pretrain(string? stopAt, string[] options)
    {
        Needs.Npm();
        string[] small = ["--layers", "2", "--heads", "4", "--id", "tiny", "--checkpoints", folder.PathOf("saved")];
        string[] defaults = options.Contains("--data") ? [] : ["--data", texts];
        string[] width = options.Contains("--width") ? [] : ["--width", "16"];
        string[] epochs = options.Contains("--epochs") ? [] : ["--epochs", "2"];
        return CommandRun.Of(["pretrain", .. small, .. defaults, .. width, .. epochs, .. options], stopAt: stopAt);
    }
}
