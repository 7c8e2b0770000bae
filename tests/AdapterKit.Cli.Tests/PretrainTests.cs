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
        File.WriteAllLines(texts, Enumerable.Range(0, 60).Select(index => $"lunch at {index} then, and a long talk about the weather and number {index} afterwards"));
    }

    public void Dispose() => folder.Dispose();

    [SkippableFact]
    public void What_is_pretrained_is_a_backbone_to_train_a_declared_task_on()
    {
        var backbone = folder.PathOf("backbone");

        var run = Pretrain("--out", backbone, "--json");
        var trained = CommandRun.Of(["train", "spam", "--data", Labelled(), "--epochs", "1", "--drop", "0", "--checkpoints", folder.PathOf("saved"), "--backbone", backbone, "--out", folder.PathOf("bundle")]);

        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
        Assert.Equal("tiny", run.Json.GetProperty("id").GetString());
        Assert.Equal((ExitCode.Done, true), (trained.ExitCode, Directory.Exists(folder.PathOf("bundle"))));
        using var loaded = BertFolder.Load(backbone);
        var manifest = Bundle.Open(folder.PathOf("bundle")).Manifest;
        Assert.Equal(("tiny", loaded.Hash), (manifest.Backbone.Id, manifest.Backbone.Hash));
        Assert.Equal("0", manifest.Adapter.Drop[DropSet.EveryPoint]);
    }

    [SkippableFact]
    public void Stopped_and_resumed_pretraining_ends_in_the_bytes_of_an_uninterrupted_one()
    {
        var (whole, halves) = (folder.PathOf("whole"), folder.PathOf("halves"));
        Pretrain("--out", whole, "--epochs", "30");

        var stopped = Pretrain("step 100 ", ["--out", halves, "--epochs", "30"]);
        var resumed = Pretrain("--out", halves, "--epochs", "30", "--resume");

        Assert.Equal((ExitCode.Stopped, ExitCode.Done), (stopped.ExitCode, resumed.ExitCode));
        Assert.Contains("--resume", stopped.Error, StringComparison.Ordinal);
        Assert.Equal(Weights(whole), Weights(halves));

        static byte[] Weights(string backbone) => File.ReadAllBytes(Path.Combine(backbone, "model.safetensors"));
    }

    [SkippableTheory]
    [InlineData("--width", "10", "--width 10")]
    [InlineData("--data", "nowhere.txt", "nowhere.txt")]
    [InlineData("--max-tokens", "129", "between 9 and 128")]
    public void What_will_not_do_is_said_before_training(string option, string value, string said)
    {
        var run = Pretrain("--out", folder.PathOf("backbone"), option, value);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    private string Labelled()
    {
        var path = folder.PathOf("labelled.jsonl");
        File.WriteAllLines(path, Enumerable.Range(0, 40).Select(index => $$"""{"text":"{{(index % 2 == 0 ? "win" : "lunch")}} {{index}}","label":"{{(index % 2 == 0 ? "spam" : "ham")}}"}"""));
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
