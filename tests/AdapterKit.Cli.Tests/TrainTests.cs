using System.Text.Json;
using System.Text.RegularExpressions;
using AdapterKit.Cli.Arguments;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Reporting;
using AdapterKit.Testing;
using AdapterKit.Training;

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

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Equal("spam", Bundle.Open(bundle).Manifest.Task);
        Assert.Equal(bundle, run.Json.GetProperty("bundle").GetString());
        Assert.Equal(8, run.Json.GetProperty("test").GetProperty("texts").GetInt32());
        // Four bytes a number, and a header.
        var trained = run.Json.GetProperty("trainedParameters").GetInt64();
        Assert.InRange(Weights(bundle).Length, 4 * trained, (4 * trained) + 8192);
        using var backbone = TinyBackbone.Open(null, null!, default);
        Assert.Equal((double)trained / LayoutReporter.CountParameters(backbone), run.Json.GetProperty("share").GetDouble(), 1e-9);
    }

    [Fact]
    public void How_many_tokens_the_task_reads_is_stored_in_the_bundle()
    {
        Train("--out", folder.PathOf("bundle"), "--epochs", "1", "--max-tokens", "3");

        Assert.Equal(3, Bundle.Open(folder.PathOf("bundle")).Manifest.MaxTokens);
    }

    [Fact]
    public void A_sample_of_the_texts_has_all_labels_and_is_always_the_same()
    {
        var sorted = Enumerable.Range(0, 200).Select(index => new Example($"{index}", index < 100 ? "ham" : "spam")).ToList();

        var drawn = DataArguments.Sample(sorted, 20);

        Assert.Equal(20, drawn.Distinct().Count());
        Assert.Equal(["ham", "spam"], drawn.Select(example => example.Label).Distinct().Order());
        Assert.Equal(drawn, DataArguments.Sample(sorted, 20));
    }

    [Fact]
    public void More_tokens_than_the_backbone_reads_are_refused_before_the_first_step()
    {
        var run = Train("--max-tokens", "99999");

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Matches("would read 99999 tokens, but '.+' reads at most [0-9]+", run.Error);
    }

    [Theory]
    [InlineData("file")]
    [InlineData("file/inside")]
    public void An_output_that_cannot_be_written_is_refused_before_the_first_step(string name)
    {
        File.WriteAllText(folder.PathOf("file"), "in the way");

        foreach (var output in new[] { folder.PathOf(name), "/proc/nowhere" })
        {
            var run = Train("--out", output);

            Assert.Equal(ExitCode.BadInput, run.ExitCode);
            Assert.Contains($"--out: {output} cannot be written", run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("epoch", run.Error, StringComparison.Ordinal);
        }

        Assert.Equal("in the way", File.ReadAllText(folder.PathOf("file")));
    }

    [Fact]
    public void A_task_declared_for_another_backbone_is_trained_only_if_the_command_line_names_one()
    {
        using var plugins = PluginFolder.OnTinyBackbone("Spam");
        string[] command =
            ["train", "spam", "--data", data, "--epochs", "1", "--plugins", plugins.Root, "--checkpoints", folder.PathOf("saved")];

        var refused = CommandRun.Of(command, TinyBackbone.OpenForeign);
        var told = CommandRun.Of([.. command, "--backbone", folder.Root], TinyBackbone.OpenForeign);

        Assert.Equal(ExitCode.BadInput, refused.ExitCode);
        Assert.Contains(
            "declared for the backbone 'arctic-embed-xs', but this command runs 'foreign'", refused.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, told.ExitCode);
    }

    [Fact]
    public void A_missing_fusion_member_is_named()
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
    public void Layers_that_the_backbone_does_not_have_cannot_be_dropped(string drop, string said)
    {
        var run = Train("--drop", drop);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Robust_training_keeps_every_adapter_and_is_recorded_in_the_bundle()
    {
        var bundle = folder.PathOf("bundle");

        var run = Train("--drop", "robust", "--out", bundle, "--epochs", "1");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Empty(Bundle.Open(bundle).Manifest.Adapter.Drop);
        Assert.Equal("uniform", Bundle.Open(bundle).Manifest.Training!["robustDrop"]!.GetValue<string>());
    }

    [Fact]
    public void The_prefix_below_dropped_layers_is_cached_and_a_notice_says_when_there_is_none()
    {
        var cached = Train("--drop", "0", "--cache-prefix", "memory", "--epochs", "1");
        var useless = Train("--cache-prefix", "memory", "--epochs", "1");

        Assert.Equal((ExitCode.Success, ExitCode.Success), (cached.ExitCode, useless.ExitCode));
        Assert.DoesNotContain("not cached", cached.Error, StringComparison.Ordinal);
        Assert.Contains("not cached", useless.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resumed_training_ends_with_the_same_bytes_as_an_uninterrupted_one()
    {
        var (whole, halves) = (folder.PathOf("whole"), folder.PathOf("halves"));
        string[] recipe = ["--epochs", "4", "--patience", "4", "--checkpoints", folder.PathOf("saved")];
        Train([.. recipe, "--out", whole]);

        var stopped = Run(["train", "spam", "--data", data, .. recipe, "--out", halves], stopAt: "epoch 1");
        var written = Directory.Exists(halves);
        var resumed = Train([.. recipe, "--out", halves, "--resume"]);

        Assert.Equal(ExitCode.Canceled, stopped.ExitCode);
        Assert.Contains("--resume", stopped.Error, StringComparison.Ordinal);
        Assert.False(written);
        Assert.Equal(ExitCode.Success, resumed.ExitCode);
        Assert.Equal(Weights(whole), Weights(halves));
    }

    [Theory]
    [InlineData("adapter", "1e3")]
    [InlineData("adapter", "1e20")]
    [InlineData("head", "1e20")]
    [InlineData("full", "1e3")]
    public void A_training_that_diverges_ends_with_a_sentence_and_no_bundle(string mode, string rate)
    {
        string[] output = mode == "adapter" ? ["--out", folder.PathOf("bundle")] : [];

        var run = Train(["--mode", mode, "--lr", rate, "--epochs", "3", .. output]);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("The training diverged", run.Error, StringComparison.Ordinal);
        Assert.Contains("Train again with a lower learning rate", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.PathOf("bundle")));
    }

    [Fact]
    public void A_comparison_whose_training_diverges_says_which()
    {
        var run = Run(["compare", "--tasks", "spam", "--modes", "head", "--seeds", "1", "--data", data, "--lr", "1e20"]);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("spam", run.Error, StringComparison.Ordinal);
        Assert.Contains("The training diverged", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_whose_bundle_cannot_be_written_is_kept_and_stored_elsewhere()
    {
        var saved = folder.PathOf("saved");
        string[] recipe = ["--epochs", "2", "--checkpoints", saved];
        Directory.CreateDirectory(folder.PathOf("blocked", "adapter.json.new"));

        var failed = Train([.. recipe, "--out", folder.PathOf("blocked")]);
        var kept = Directory.GetFiles(saved);
        var stored = Train([.. recipe, "--out", folder.PathOf("stored"), "--resume"]);
        Train([.. recipe, "--out", folder.PathOf("whole")]);

        Assert.Equal((ExitCode.BadInput, ExitCode.Success), (failed.ExitCode, stored.ExitCode));
        Assert.Contains("--resume and another --out", failed.Error, StringComparison.Ordinal);
        Assert.Equal(["checkpoint.safetensors"], kept.Select(Path.GetFileName));
        Assert.DoesNotContain("epoch", stored.Error, StringComparison.Ordinal);
        Assert.Equal(Weights(folder.PathOf("whole")), Weights(folder.PathOf("stored")));
        Assert.Empty(Directory.GetFileSystemEntries(saved));
    }

    [Fact]
    public void Checkpoints_that_cannot_be_written_are_refused_before_anything_is_loaded()
    {
        var run = CommandRun.Of(["train", "spam", "--checkpoints", "/proc/nowhere"], CommandRun.NoBackbone);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("--checkpoints: /proc/nowhere cannot be written", run.Error, StringComparison.Ordinal);
        Assert.Contains("Choose another directory", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "Nothing is saved yet")]
    [InlineData(true, "Progress is saved in ")]
    public void A_training_that_cannot_save_any_more_says_how_to_go_on(bool hasSaved, string expected)
    {
        var saved = folder.PathOf("saved");
        string[] recipe = ["--epochs", "4", "--checkpoints", saved];
        if (hasSaved)
            Run(["train", "spam", "--data", data, .. recipe], stopAt: "epoch 1");

        // A directory in the place of a new checkpoint is as much in the way as a full disk.
        Directory.CreateDirectory(Path.Combine(saved, "checkpoint.safetensors.new", "in the way"));
        var run = Train([.. recipe, .. hasSaved ? (string[])["--resume"] : []]);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("The training had to stop: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Equal(hasSaved, File.Exists(Path.Combine(saved, "checkpoint.safetensors")));
    }

    [Fact]
    public void Unfinished_files_of_a_killed_training_are_removed()
    {
        Directory.CreateDirectory(folder.PathOf("saved"));
        string[] left = ["checkpoint.safetensors.abc.tmp", "checkpoint.safetensors.x1y2z3.tmp", "checkpoint.lock", "notes.tmp"];
        foreach (var name in left)
            File.WriteAllText(folder.PathOf("saved", name), "left");

        var run = Train("--epochs", "1", "--checkpoints", folder.PathOf("saved"));

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Equal(["notes.tmp"], Directory.GetFiles(folder.PathOf("saved")).Select(Path.GetFileName));
    }

    [Fact]
    public void A_second_training_in_the_same_checkpoint_directory_is_refused()
    {
        var saved = folder.PathOf("saved");
        Run(["train", "spam", "--data", data, "--epochs", "4", "--checkpoints", saved], stopAt: "epoch 1");

        CommandRun refused;
        using (CheckpointDirectory.Open(saved))
            refused = Train("--checkpoints", saved);
        var resumed = Train("--checkpoints", saved, "--epochs", "4", "--resume");

        Assert.Equal((ExitCode.BadInput, ExitCode.Success), (refused.ExitCode, resumed.ExitCode));
        Assert.Contains("Another training is saving its checkpoints", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_that_is_refused_deletes_no_checkpoint()
    {
        var saved = folder.PathOf("saved");
        Run(["train", "spam", "--data", data, "--epochs", "4", "--checkpoints", saved], stopAt: "epoch 1");

        var refused = Train("--checkpoints", saved, "--drop", "2");

        Assert.Equal(ExitCode.BadInput, refused.ExitCode);
        Assert.Equal(["checkpoint.safetensors"], Directory.GetFiles(saved).Select(Path.GetFileName));
    }

    [Fact]
    public void Without_resume_a_training_starts_from_the_beginning()
    {
        string[] recipe = ["--epochs", "3", "--checkpoints", folder.PathOf("saved")];
        Run(["train", "spam", "--data", data, .. recipe], stopAt: "epoch 2");

        var run = Train(recipe);

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains("epoch 1 ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(5000)]
    public void A_damaged_checkpoint_ends_with_a_sentence(int length)
    {
        var saved = folder.PathOf("saved");
        Run(["train", "spam", "--data", data, "--epochs", "4", "--checkpoints", saved], stopAt: "epoch 1");
        var file = folder.PathOf("saved", "checkpoint.safetensors");
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..length]);

        var run = Train("--checkpoints", saved, "--epochs", "4", "--resume");

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains($"{file} is damaged", run.Error, StringComparison.Ordinal);
        Assert.Contains("Delete it, and start the training afresh.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Every_epoch_has_a_line_and_the_last_one_too(int epochs)
    {
        var run = Train("--epochs", $"{epochs}", "--patience", "9", "--out", folder.PathOf("bundle"));

        var lines = run.Error.Split('\n').Where(line => line.Contains("epoch", StringComparison.Ordinal)).ToList();
        Assert.Equal(epochs, lines.Count);
        Assert.All(lines.Index(), line => Assert.StartsWith($"spam  epoch {line.Index + 1}  loss ", line.Item, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.Contains("validation", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("train", "spam")]
    [InlineData("compare", "--tasks", "spam", "--modes", "head", "--seeds", "1")]
    public void Every_scoring_has_a_line_of_at_most_60_columns_before_its_result(params string[] command)
    {
        var run = Run([.. command, "--data", data, "--epochs", "1"]);

        var lines = run.Error.Split(Environment.NewLine).Where(line => line.StartsWith("spam", StringComparison.Ordinal)).ToList();
        Assert.All(lines.Where(line => !line.Contains("epoch", StringComparison.Ordinal)), line => Assert.True(line.Length <= 60, line));
        // The validation of the epoch, that of the result, and the test.
        Assert.Equal(
            ["scoring 8 texts", "epoch 1", "scoring 8 texts", "scoring 8 texts"],
            lines.Select(line => Regex.Match(line, "  (epoch 1|scoring .*)").Groups[1].Value));
    }

    [Fact]
    public void With_json_the_lines_of_progress_are_objects()
    {
        var run = Train("--epochs", "1", "--json", "--out", folder.PathOf("bundle"));

        var lines = run.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line));
        Assert.Equal(
            ["scoring", "training", "scoring", "scoring"],
            lines.Select(line => $"{line.TextAt("kind")} {line.TextAt("run")} {line.TextAt("phase")}"[14..]));
        Assert.Equal("spam", run.Json.TextAt("task"));
    }

    [Fact]
    public void Ctrl_C_stops_a_scoring_between_two_batches()
    {
        using var plugins = PluginFolder.OnTinyBackbone("Spam");

        var run = Run(["eval", "--task", "spam", "--data", data, "--plugins", plugins.Root], stopAt: "scoring");

        Assert.Equal((ExitCode.Canceled, ""), (run.ExitCode, run.Output));
    }

    [Fact]
    public void Without_an_output_the_command_says_that_the_result_is_not_kept()
    {
        Assert.Contains("the result is not kept", Train("--epochs", "1").Error, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "not kept", Train("--epochs", "1", "--out", folder.PathOf("bundle")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_checkpoint_is_reported_before_training()
    {
        var run = Train("--resume", "--checkpoints", folder.PathOf("saved"));

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(folder.PathOf("saved"), run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_with_another_recipe_cannot_be_resumed()
    {
        string[] checkpoints = ["--checkpoints", folder.PathOf("saved")];
        Run(["train", "spam", "--data", data, "--epochs", "4", .. checkpoints], stopAt: "epoch 1");

        var run = Train(["--epochs", "5", "--resume", .. checkpoints]);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
    }

    [Fact]
    public void An_unknown_label_is_named_with_its_file()
    {
        File.AppendAllText(data, """{"text":"eggs","label":"breakfast"}""");

        var run = Train();

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(data, run.Error, StringComparison.Ordinal);
        Assert.Contains("'breakfast'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void For_a_misspelled_label_or_task_the_nearest_one_is_suggested()
    {
        File.AppendAllText(data, """{"text":"eggs","label":"Ham"}""");

        Assert.Contains("Did you mean 'ham'?", Train().Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'spam'?", Run(["train", "spma", "--data", data]).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--tasks spam --modes head,adapter --seeds 1,2")]
    [InlineData("--tasks spam --modes head adapter --seeds 1 2")]
    [InlineData("--tasks spam, --modes head, adapter --seeds 1, 2")]
    public void Lists_are_separated_by_commas_or_blanks(string lists)
    {
        var run = Run(["compare", .. lists.Split(' '), "--epochs", "1", "--data", data, "--json"]);

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Equal([2, 2], run.Json.EnumerateArray().Select(row => row.GetProperty("runs").GetInt32()));
    }

    [Theory]
    [InlineData("nobody,spam")]
    [InlineData("nobody", "spam")]
    public void Fusion_members_are_separated_by_commas_or_blanks(params string[] members) =>
        Assert.Contains("fuses 'nobody'", Train(["--fuse", .. members]).Error, StringComparison.Ordinal);

    [Fact]
    public void Members_of_a_fusion_may_be_in_another_directory()
    {
        using var own = PluginFolder.OnTinyBackbone("Spam");
        using var others = PluginFolder.OnTinyBackbone("Reply", "Bulk");
        string[] arguments =
            ["train", "spam", "--fuse", "reply,bulk", "--epochs", "1", "--data", data, "--json", "--plugins", own.Root];

        var alone = CommandRun.Of(arguments, TinyBackbone.Open);
        var together = CommandRun.Of([.. arguments, "--plugins", others.Root], TinyBackbone.Open);

        Assert.Contains("'spam' fuses 'reply', which is not ready. No task is ready.", alone.Error, StringComparison.Ordinal);
        Assert.Contains("--plugins may be repeated", alone.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, together.ExitCode);
    }

    [Fact]
    public void For_an_undeclared_task_the_declared_ones_are_listed()
    {
        var run = Run(["train", "weather", "--data", data]);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("list-topic", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Multi_task_training_writes_a_bundle_per_task_and_can_be_resumed()
    {
        // Both tasks know the label "spam", so one file serves them.
        File.WriteAllLines(data, File.ReadAllLines(data).Where(line => line.Contains("\"spam\"", StringComparison.Ordinal)));
        string[] recipe = ["--data", data, "--epochs", "3", "--checkpoints", folder.PathOf("saved")];
        string[] command = ["train", "spam", "bulk", "--multi-task", .. recipe];

        var stopped = Run([.. command, "--out", folder.PathOf("out")], stopAt: "epoch 1");
        var resumed = Run([.. command, "--out", folder.PathOf("out"), "--resume", "--json"]);
        var whole = Run([.. command, "--out", folder.PathOf("whole")]);

        Assert.Equal((ExitCode.Canceled, ExitCode.Success, ExitCode.Success), (stopped.ExitCode, resumed.ExitCode, whole.ExitCode));
        foreach (var task in new[] { "spam", "bulk" })
            Assert.Equal(HashOf($"whole/{task}"), HashOf($"out/{task}"));

        BundleWeights HashOf(string bundle) => Bundle.Open(folder.PathOf(bundle)).Manifest.Weights;
    }

    [Fact]
    public void An_output_of_several_tasks_that_cannot_be_written_is_refused_before_the_first_step()
    {
        File.WriteAllLines(data, File.ReadAllLines(data).Where(line => line.Contains("\"spam\"", StringComparison.Ordinal)));
        string[] command = ["train", "spam", "bulk", "--multi-task", "--data", data, "--checkpoints", folder.PathOf("saved")];

        var run = Run([.. command, "--epochs", "1", "--out", "/proc/nowhere"]);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("--out: /proc/nowhere cannot be written", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("epoch", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train", "spam", "bulk")]
    [InlineData("train", "spam", "--multi-task")]
    [InlineData("train", "spam", "bulk", "--multi-task", "--drop", "0")]
    [InlineData("train", "spam", "feed-source", "--multi-task")]
    public void Multi_task_training_requires_several_tasks_with_declared_adapters(params string[] command)
    {
        var run = Run([.. command, "--data", data]);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.NotEmpty(run.Error);
    }

    [Fact]
    public void A_comparison_records_its_runs_and_repeats_none()
    {
        var record = folder.PathOf("runs.jsonl");
        string[] series = ["--tasks", "spam", "--modes", "head", "adapter", "--seeds", "1", "2", "--epochs", "1"];
        string[] command = ["compare", .. series, "--data", data, "--record", record];

        var first = Run(command);
        var recorded = File.ReadAllText(record);
        var second = Run(command);

        Assert.Equal(ExitCode.Success, first.ExitCode);
        Assert.Equal(4, recorded.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(recorded, File.ReadAllText(record));
        Assert.Equal(first.Output, second.Output);
        Assert.Contains("| spam", first.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_modes_and_seeds_a_comparison_has_all_modes_and_three_seeds()
    {
        var run = Run(["compare", "--tasks", "spam", "--epochs", "1", "--data", data, "--limit", "8", "--json"]);

        Assert.Equal(["Adapter", "Head", "Full"], run.Json.EnumerateArray().Select(row => row.GetProperty("mode").GetString()));
        Assert.All(run.Json.EnumerateArray(), row => Assert.Equal(3, row.GetProperty("runs").GetInt32()));
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

        var run = Run(["eval", "--task", "spam", "--data", data, "--json", "--plugins", plugins.Root]);

        var scores = Assert.Single(run.Json.ItemsAt());
        Assert.Equal(80, scores.NumberAt("texts"));
        Assert.Equal(80, scores.ItemsAt("confusion").Sum(row => row.NumbersAt().Sum()));
        Assert.Equal(
            """{"kind":"Progress","run":"spam","phase":"scoring","done":0,"texts":80}""", run.Error.Trim());
    }

    private static byte[] Weights(string bundle) => File.ReadAllBytes(Path.Combine(bundle, "adapter.safetensors"));

    private static CommandRun Run(string[] arguments, string? stopAt = null) => CommandRun.Of(arguments, TinyBackbone.Open, stopAt: stopAt);

    private CommandRun Train(params string[] options)
    {
        string[] saved = options.Contains("--checkpoints") ? [] : ["--checkpoints", folder.PathOf("checkpoints")];
        return Run(["train", "spam", "--data", data, .. options, .. saved]);
    }
}
