using System.Text.Json;
using System.Text.RegularExpressions;
using AdapterKit.Cli.Console;
using AdapterKit.Hosting;

namespace AdapterKit.Cli.Tests;

public sealed class BatchPredictionTests : IDisposable
{
    private readonly PluginFolder plugins = PluginFolder.OnTinyBackbone("Spam", "ListTopic");
    private readonly Batch batch;

    public BatchPredictionTests() => batch = new Batch(plugins);

    public void Dispose() => plugins.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_texts_of_random_length_are_labeled_as_each_alone_in_their_order(int seed)
    {
        var random = new Random(seed);
        var texts = Enumerable.Range(0, 90).Select(_ => CreateText(random)).ToArray();

        var run = batch.OfLines(texts, "--json");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Equal(Enumerable.Range(0, texts.Length), run.JsonLines.Select(line => line.At("index").GetInt32()));
        using var backbone = TinyBackbone.Open(null, null!, default);
        using var host = PluginHost.Load(plugins.Root, backbone);
        var tasks = host.Tasks.Cast<ClassificationTask>().ToDictionary(task => task.Id);
        Assert.All(run.JsonLines.Zip(texts), entry => Assert.All(entry.First.ItemsAt("predictions"), row =>
        {
            var alone = tasks[row.TextAt("task")].Predict(entry.Second);
            Assert.Equal((alone.Label, alone.IsTruncated), (row.TextAt("label"), row.At("isTruncated").GetBoolean()));
            Assert.All(alone.Probabilities, label => Assert.Equal(label.Value, row.NumberAt("probabilities", label.Key), 1e-5));
        }));
    }

    [Fact]
    public void A_batch_of_one_is_the_single_prediction()
    {
        var single = CommandRun.Of(["predict", "some text", "--json", "--plugins", plugins.Root], TinyBackbone.Open);

        var line = Assert.Single(batch.OfLines(["some text"], "--json").JsonLines);

        Assert.Equal(single.Json.At("predictions").GetRawText(), line.At("predictions").GetRawText());
    }

    [Fact]
    public void A_line_of_json_has_these_keys()
    {
        var line = Assert.Single(batch.OfLines([new string('a', 65)], "--json", "--task", "spam").Lines);

        var label = JsonElement.Parse(line).ItemsAt("predictions").Single().TextAt("label");
        Assert.Equal(
            """{"index":0,"isEmpty":false,"predictions":[{"task":"spam","label":"?","probability":#,"""
            + """ "probabilities":{"ham":#,"spam":#},"isTruncated":true}]}""".TrimStart(),
            Regex.Replace(line, @"\d\.[-\dE]+", "#").Replace($"\"{label}\",", "\"?\",", StringComparison.Ordinal));
    }

    [Fact]
    public void An_empty_text_has_no_prediction_and_keeps_its_place()
    {
        string[] texts = ["one", "", "two", " \t ", "\u0001\u0002", "three"];

        var json = batch.OfLines(texts, "--json");
        var plain = batch.OfLines(texts);

        Assert.Equal([false, true, false, true, true, false], json.JsonLines.Select(line => line.At("isEmpty").GetBoolean()));
        Assert.Equal([2, 0, 2, 0, 0, 2], json.JsonLines.Select(line => line.ItemsAt("predictions").Count));
        Assert.Equal(
            ["2\t(empty)", "4\t(empty)", "5\t(empty)"], plain.Lines.Where(line => line.EndsWith("(empty)", StringComparison.Ordinal)));
        Assert.StartsWith("6\t", plain.Lines[5], StringComparison.Ordinal);
    }

    [Fact]
    public void Each_truncated_text_says_so_and_the_end_counts_them()
    {
        string[] texts = ["short", new string('b', 65), new string('c', 64), new string('d', 500)];

        var run = batch.OfLines(texts, "--task", "spam");

        Assert.Equal([false, true, false, true], run.Lines.Select(line => line.EndsWith(" (truncated)", StringComparison.Ordinal)));
        Assert.Contains("2 of the texts were truncated", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("truncated", batch.OfLines(["short"], "--task", "spam").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void People_get_a_line_with_number_label_and_probability_of_each_task()
    {
        var run = batch.OfLines(["one", "two"]);

        Assert.Equal(2, run.Lines.Count);
        Assert.All(run.Lines.Index(), line =>
            Assert.Matches($@"^{line.Index + 1}\tlist-topic: \S+ \d+\.\d %\tspam: (ham|spam) \d+\.\d %$", line.Item.TrimEnd('\r')));
    }

    [Fact]
    public void More_texts_than_a_chunk_are_counted_on_through_all_chunks()
    {
        var run = batch.OfLines(Enumerable.Range(0, 1100).Select(index => $"text {index}"), "--json", "--task", "spam");

        Assert.Equal(Enumerable.Range(0, 1100), run.JsonLines.Select(line => line.At("index").GetInt32()));
        var notes = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal([512.0, 1024.0, 1100.0], notes.Select(note => JsonElement.Parse(note).NumberAt("done")));
    }

    private static string CreateText(Random random) => random.Next(10) switch
    {
        0 => "",
        1 => "Grüße, 世界 😀",
        _ => string.Concat(Enumerable.Range(0, random.Next(1, 150)).Select(_ => (char)random.Next(' ', 0x3000))).Trim(),
    };
}
