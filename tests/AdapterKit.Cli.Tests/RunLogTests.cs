using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Reporting;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Runs;
using AdapterKit.Testing;
using AdapterKit.Training;

namespace AdapterKit.Cli.Tests;

/// <summary>The file of <c>--record</c>: a line that was not written to its end is repaired, any other damage is refused.</summary>
public sealed partial class RunLogTests : IDisposable
{
    private static readonly Dictionary<string, JsonElement> Scores = RecordedMetrics.Create([new("accuracy", 0.5), new("macroF1", 0.25)]);

    private static readonly RunReport Run = new("ömlaut", 80, new TrainingOptions(), 10, 0.125, Key: "sha256:1") { Metrics = Scores };

    private static readonly DropRunReport DropRun = new(
        "use-lite-en",
        "spam",
        80,
        new() { RobustDrop = new DropDistribution([1, 2]) },
        10,
        [new DropPoint(0) { Metrics = Scores }],
        "sha256:1");

    private readonly TemporaryFolder folder = new();

    private FileInfo Record => new(folder.PathOf("runs.jsonl"));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Cut_at_any_byte_a_record_of_compare_keeps_its_whole_lines_and_grows_on() => CutEverywhere(
        Enumerable.Range(0, 3).Select(index => Run with { TrainedParameters = index }).ToList(), ReportJson.Default.RunReport);

    [Fact]
    public void Cut_at_any_byte_a_record_of_sweep_keeps_its_whole_lines_and_grows_on() => CutEverywhere(
        Enumerable.Range(0, 3).Select(index => DropRun with { TrainedParameters = index }).ToList(), ReportJson.Default.DropRunReport);

    [Theory]
    [InlineData("\n{\"task\":", "line 1")]
    [InlineData("hello", "line 1")]
    [InlineData("null\n", "line 1")]
    [InlineData("{}\n", "line 1")]
    [InlineData("{\"task\":null,\"texts\":1,\"recipe\":{},\"accuracy\":1,\"macroF1\":1,\"trainedParameters\":1,\"share\":1}\n", "line 1")]
    [InlineData("@\n@@\n", "line 2")]
    [InlineData("@\n\n", "line 2")]
    [InlineData("@\n{\"task\":\n@\n", "line 2")]
    [InlineData("@\n{\"task\" nonsense", "line 2")]
    [InlineData("@\n\0\0\0\0", "line 2")]
    [InlineData("@\nnotes of a person", "line 2")]
    public void Other_damage_is_refused_with_file_and_line_and_the_file_stays_as_it_is(string content, string said)
    {
        new RunLog<RunReport>(Record, ReportJson.Default.RunReport, TextWriter.Null).Add(Run);
        var line = File.ReadAllText(Record.FullName).TrimEnd();
        var damaged = content.Replace("@", line, StringComparison.Ordinal);
        File.WriteAllText(Record.FullName, damaged);

        var error = Assert.Throws<InputException>(() => new RunLog<RunReport>(Record, ReportJson.Default.RunReport, TextWriter.Null));

        Assert.Contains($"{Record}, {said} ", error.Message, StringComparison.Ordinal);
        Assert.Contains("Remove the line", error.Message, StringComparison.Ordinal);
        Assert.Equal(damaged, File.ReadAllText(Record.FullName));
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused()
    {
        new RunLog<RunReport>(Record, ReportJson.Default.RunReport, TextWriter.Null).Add(Run);
        var bytes = File.ReadAllBytes(Record.FullName);
        bytes[Array.IndexOf(bytes, (byte)'m')] = 0xFF;
        File.WriteAllBytes(Record.FullName, bytes);

        Assert.Throws<InputException>(() => new RunLog<RunReport>(Record, ReportJson.Default.RunReport, TextWriter.Null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("missing/runs.jsonl")]
    [InlineData("file/runs.jsonl")]
    public void A_record_that_cannot_be_written_is_refused_before_the_first_run_and_none_is_left_behind(string name)
    {
        File.WriteAllText(folder.PathOf("file"), "in the way");
        var record = folder.PathOf(name);

        foreach (var command in new[] { "compare", "sweep spam --drop" })
        {
            var run = CommandRun.Of([.. command.Split(' '), "--record", record], TinyBackbone.Open);
            Assert.Equal(ExitCode.BadInput, run.ExitCode);
            Assert.Contains($"--record: {record} cannot be read and written", run.Error, StringComparison.Ordinal);
        }

        CommandRun.Of(["compare", "--tasks", "nobody", "--record", folder.PathOf("new.jsonl")], TinyBackbone.Open);
        Assert.False(File.Exists(folder.PathOf("new.jsonl")));
    }

    [Theory]
    [InlineData("compare --tasks spam --modes head --seeds 1,2")]
    [InlineData("sweep spam --drop 1 --seeds 1")]
    public void A_command_that_was_killed_while_it_recorded_goes_on_and_ends_with_the_same_record(string command)
    {
        var data = folder.PathOf("data.jsonl");
        File.WriteAllLines(data, Enumerable.Range(0, 40).Select(index =>
            $$"""{"text":"text {{index}}","label":"{{(index % 2 == 0 ? "spam" : "ham")}}"}"""));
        string[] arguments = [.. command.Split(' '), "--data", data, "--epochs", "1", "--record", Record.FullName];
        CommandRun.Of(arguments, TinyBackbone.Open);
        var whole = File.ReadAllBytes(Record.FullName);
        var results = WithoutCosts(Encoding.UTF8.GetString(whole));

        foreach (var length in new[] { 1, whole.Length / 3, whole.Length - 40, whole.Length - 1 })
        {
            File.WriteAllBytes(Record.FullName, whole[..length]);
            var run = CommandRun.Of(arguments, TinyBackbone.Open);

            Assert.Equal(ExitCode.Success, run.ExitCode);
            Assert.Equal(length < whole.Length - 1, run.Error.Contains("It was removed; its run is repeated.", StringComparison.Ordinal));
            Assert.Equal(results, WithoutCosts(File.ReadAllText(Record.FullName)));
        }
    }

    // Time and memory are never the same again.
    private static string WithoutCosts(string record) => Cost().Replace(record, "");

    [GeneratedRegex("\"(stepMilliseconds|memoryMegabytes)\":[^,]*,")]
    private static partial Regex Cost();

    private void CutEverywhere<TRun>(List<TRun> runs, JsonTypeInfo<TRun> json)
    {
        var log = new RunLog<TRun>(Record, json, TextWriter.Null);
        runs.ForEach(log.Add);
        // As another program would write it: a character of two bytes can be cut in half.
        var whole = Encoding.UTF8.GetBytes(File.ReadAllText(Record.FullName).Replace("\\u00F6", "ö", StringComparison.Ordinal));
        for (var length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(Record.FullName, whole[..length]);
            using var notes = new StringWriter();
            var cut = new RunLog<TRun>(Record, json, notes);
            var lines = whole.Take(length).Count(value => value == '\n');
            var isWhole = length == whole.Length || whole[length] == '\n';
            var isTorn = !isWhole && length > 0 && whole[length - 1] != '\n';
            Assert.Equal(isTorn, notes.ToString().Contains($"line {lines + 1} was not written to its end", StringComparison.Ordinal));

            cut.Add(runs[0]);
            var kept = lines + (isWhole && length < whole.Length ? 1 : 0);
            var read = File.ReadAllLines(Record.FullName);
            Assert.Equal(kept + 1, read.Length);
            Assert.EndsWith("}\n", File.ReadAllText(Record.FullName), StringComparison.Ordinal);
            Assert.NotNull(new RunLog<TRun>(Record, json, TextWriter.Null).Find(run => ToJson(run) == ToJson(runs[0])));
        }

        string ToJson(TRun run) => JsonSerializer.Serialize(run, json);
    }
}
