using AdapterKit.Cli.Console;
using AdapterKit.Cli.Reporting;
using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests;

public sealed class TrainTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string data;

    public TrainTests()
    {
        data = folder.PathOf("data.jsonl");
        var lines = Enumerable.Range(0, 80).Select(index => index % 2 == 0
            ? $$"""{"text":"win a prize number {{index}}","label":"spam"}"""
            : $$"""{"text":"lunch at {{index}} then","label":"ham"}""");
        File.WriteAllLines(data, lines);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_trained_task_is_a_bundle_that_opens_and_a_report_with_the_share_of_parameters()
    {
        var bundle = folder.PathOf("bundle");

        var run = Train("--out", bundle, "--epochs", "2", "--json");

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Equal("spam", Bundle.Open(bundle).Manifest.Task);
        Assert.Equal(bundle, run.Json.GetProperty("bundle").GetString());
        Assert.Equal(8, run.Json.GetProperty("test").GetProperty("texts").GetInt32());
        // Four bytes a number, and a header.
        var trained = run.Json.GetProperty("trainedParameters").GetInt64();
        Assert.InRange(Weights(bundle).Length, 4 * trained, (4 * trained) + 8192);
        using var backbone = TinyBackbone.Open(null, null!, default);
        Assert.Equal((double)trained / LayoutReporter.Count(backbone), run.Json.GetProperty("share").GetDouble(), 1e-9);
    }

    [Fact]
    public void Few_texts_are_drawn_from_all_labels_and_the_same_ones_every_time()
    {
        var sorted = Enumerable.Range(0, 200).Select(index => new AdapterKit.Training.Example($"{index}", index < 100 ? "ham" : "spam")).ToList();

        var drawn = Arguments.DataArguments.Draw(sorted, 20);

        Assert.Equal(20, drawn.Distinct().Count());
        Assert.Equal(["ham", "spam"], drawn.Select(example => example.Label).Distinct().Order());
        Assert.Equal(drawn, Arguments.DataArguments.Draw(sorted, 20));
    }

    [Fact]
    public void A_task_to_mix_that_is_not_there_is_named()
    {
        var run = Train("--fuse", "nobody,spam");

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("'nobody'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_head_alone_trains_fewer_parameters_than_adapters_and_those_fewer_than_everything()
    {
        long Trained(string mode) => Train("--mode", mode, "--epochs", "1", "--json").Json.GetProperty("trainedParameters").GetInt64();

        var (head, adapter, full) = (Trained("head"), Trained("adapter"), Trained("full"));

        Assert.True(head < adapter && adapter < full, $"{head}, {adapter}, {full}");
    }

    [Theory]
    [InlineData("2", "layers 0 to 1")]
    [InlineData("robust:1,1,1,1", "at most 3 weights")]
    public void Layers_that_the_backbone_lacks_cannot_be_dropped(string drop, string said)
    {
        var run = Train("--drop", drop);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Robust_training_keeps_every_adapter_and_says_what_it_was()
    {
        var bundle = folder.PathOf("bundle");

        var run = Train("--drop", "robust", "--out", bundle, "--epochs", "1");

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Empty(Bundle.Open(bundle).Manifest.Adapter.Drop);
        Assert.Equal("uniform", Bundle.Open(bundle).Manifest.Training!["robustDrop"]!.GetValue<string>());
    }

    [Fact]
    public void A_prefix_is_cached_below_dropped_layers_and_a_word_is_said_where_there_is_none()
    {
        var cached = Train("--drop", "0", "--cache-prefix", "memory", "--epochs", "1");
        var useless = Train("--cache-prefix", "memory", "--epochs", "1");

        Assert.Equal((ExitCode.Done, ExitCode.Done), (cached.ExitCode, useless.ExitCode));
        Assert.DoesNotContain("not cached", cached.Error, StringComparison.Ordinal);
        Assert.Contains("not cached", useless.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Stopped_and_resumed_training_ends_in_the_bytes_of_an_uninterrupted_one()
    {
        var (whole, halves) = (folder.PathOf("whole"), folder.PathOf("halves"));
        string[] recipe = ["--epochs", "4", "--patience", "4", "--checkpoints", folder.PathOf("saved")];
        Train([.. recipe, "--out", whole]);

        var stopped = Run(["train", "spam", "--data", data, .. recipe, "--out", halves], stopAt: "epoch 1");
        var written = Directory.Exists(halves);
        var resumed = Train([.. recipe, "--out", halves, "--resume"]);

        Assert.Equal(ExitCode.Stopped, stopped.ExitCode);
        Assert.Contains("--resume", stopped.Error, StringComparison.Ordinal);
        Assert.False(written);
        Assert.Equal(ExitCode.Done, resumed.ExitCode);
        Assert.Equal(Weights(whole), Weights(halves));
    }

    [Fact]
    public void Nothing_to_resume_is_said_before_training()
    {
        var run = Train("--resume", "--checkpoints", folder.PathOf("saved"));

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(folder.PathOf("saved"), run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_recipe_does_not_resume()
    {
        string[] checkpoints = ["--checkpoints", folder.PathOf("saved")];
        Run(["train", "spam", "--data", data, "--epochs", "4", .. checkpoints], stopAt: "epoch 1");

        var run = Train(["--epochs", "5", "--resume", .. checkpoints]);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
    }

    [Fact]
    public void A_label_that_the_task_does_not_know_is_named_with_its_file()
    {
        File.AppendAllText(data, """{"text":"eggs","label":"breakfast"}""");

        var run = Train();

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(data, run.Error, StringComparison.Ordinal);
        Assert.Contains("'breakfast'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_that_no_plugin_declares_is_answered_with_the_declared_ones()
    {
        var run = Run(["train", "weather", "--data", data]);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("list-topic", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Tasks_trained_jointly_get_a_bundle_each_and_a_stopped_training_goes_on()
    {
        // Both tasks know the label "spam", so one file serves them.
        File.WriteAllLines(data, File.ReadAllLines(data).Where(line => line.Contains("\"spam\"", StringComparison.Ordinal)));
        string[] command = ["train", "spam", "bulk", "--multi-task", "--data", data, "--epochs", "3", "--checkpoints", folder.PathOf("saved")];

        var stopped = Run([.. command, "--out", folder.PathOf("out")], stopAt: "epoch 1");
        var resumed = Run([.. command, "--out", folder.PathOf("out"), "--resume", "--json"]);
        var whole = Run([.. command, "--out", folder.PathOf("whole")]);

        Assert.Equal((ExitCode.Stopped, ExitCode.Done, ExitCode.Done), (stopped.ExitCode, resumed.ExitCode, whole.ExitCode));
        foreach (var task in new[] { "spam", "bulk" })
            Assert.Equal(Bundle.Open(folder.PathOf($"whole/{task}")).Manifest.Weights, Bundle.Open(folder.PathOf($"out/{task}")).Manifest.Weights);
    }

    [Theory]
    [InlineData("train", "spam", "bulk")]
    [InlineData("train", "spam", "--multi-task")]
    [InlineData("train", "spam", "bulk", "--multi-task", "--drop", "0")]
    [InlineData("train", "spam", "feed-source", "--multi-task")]
    public void Joint_training_is_for_several_tasks_with_adapters_as_declared(params string[] command)
    {
        var run = Run([.. command, "--data", data]);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.NotEmpty(run.Error);
    }

    [Fact]
    public void A_comparison_keeps_its_runs_and_does_none_of_them_again()
    {
        var record = folder.PathOf("runs.jsonl");
        string[] command = ["compare", "--tasks", "spam", "--modes", "head", "adapter", "--seeds", "1", "2", "--epochs", "1", "--data", data, "--record", record];

        var first = Run(command);
        var recorded = File.ReadAllText(record);
        var second = Run(command);

        Assert.Equal(ExitCode.Done, first.ExitCode);
        Assert.Equal(4, recorded.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(recorded, File.ReadAllText(record));
        Assert.Equal(first.Output, second.Output);
        Assert.Contains("| spam", first.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_recipe_is_another_run()
    {
        var record = folder.PathOf("runs.jsonl");
        string[] command = ["compare", "--tasks", "spam", "--modes", "head", "--seeds", "1", "--data", data, "--record", record];

        Run([.. command, "--epochs", "1"]);
        Run([.. command, "--epochs", "2"]);

        Assert.Equal(2, File.ReadAllLines(record).Length);
    }

    [Fact]
    public void A_shipped_bundle_is_scored_on_all_texts_of_a_file()
    {
        using var plugins = PluginFolder.OnTinyBackbone("Spam");

        var scores = Assert.Single(Run(["eval", "--task", "spam", "--data", data, "--json", "--plugins", plugins.Root]).Json.EnumerateArray());

        Assert.Equal(80, scores.GetProperty("texts").GetInt32());
        Assert.Equal(80, scores.GetProperty("confusion").EnumerateArray().Sum(row => row.EnumerateArray().Sum(cell => cell.GetInt32())));
    }

    private static byte[] Weights(string bundle) => File.ReadAllBytes(Path.Combine(bundle, "adapter.safetensors"));

    private static CommandRun Run(string[] arguments, string? stopAt = null) => CommandRun.Of(arguments, TinyBackbone.Open, stopAt: stopAt);

    private CommandRun Train(params string[] options)
    {
        string[] saved = options.Contains("--checkpoints") ? [] : ["--checkpoints", folder.PathOf("checkpoints")];
        return Run(["train", "spam", "--data", data, .. options, .. saved]);
    }
}
