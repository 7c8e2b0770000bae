using AdapterKit.Cli.Console;
using AdapterKit.Testing;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace AdapterKit.Cli.Tests;

/// <summary>The command that writes ONNX files, and what ONNX Runtime makes of them.</summary>
public sealed class ExportTests : IDisposable
{
    private const string Text = "some text";

    private readonly PluginFolder plugins = PluginFolder.OnTinyBackbone("Spam", "ListTopic", "Reply", "Bulk", "FeedSource");
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        plugins.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void The_file_predicts_what_the_command_predicts()
    {
        var file = folder.PathOf("mail.onnx");

        var run = Run("export", "spam,feed-source", "--onnx", file, "--json");

        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        Assert.Equal(file, run.Json.TextAt("file"));
        Assert.Equal(new FileInfo(file).Length, run.Json.NumberAt("bytes"));
        Assert.Equal(["input_ids", "attention_mask", "token_type_ids"], run.Json.TextsAt("inputs"));
        using var session = new InferenceSession(file);
        var predicted = Run("predict", Text, "--json").Json.ItemsAt("predictions").ToDictionary(row => row.TextAt("task"));
        foreach (var task in run.Json.ItemsAt("tasks"))
        {
            var id = task.TextAt("id");
            var expected = task.TextsAt("labels").Select(label => predicted[id].NumberAt("probabilities", label));
            Assert.All(expected.Zip(Predict(session, id)), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        }
    }

    [Fact]
    public void People_read_tasks_inputs_and_size()
    {
        var run = Run("export", "spam", "reply", "--onnx", folder.PathOf("mail.onnx"));

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Matches(@"task +spam, classification, 64 tokens: ham, spam", run.Output);
        Assert.Contains("reply, classification, 64 tokens", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"inputs +input_ids, attention_mask", run.Output);
        Assert.Matches(@"MB, \d+ operators", run.Output);
    }

    [Fact]
    public void Dropped_layers_have_no_adapters()
    {
        var whole = Run("export", "spam", "--onnx", folder.PathOf("whole.onnx"), "--json").Json;
        var dropped = Run("export", "spam", "--drop", "0..1", "--onnx", folder.PathOf("dropped.onnx"), "--json").Json;

        Assert.True(dropped.NumberAt("operators") < whole.NumberAt("operators"));
    }

    [Theory]
    [InlineData("'sam' is not ready. Did you mean 'spam'?", "sam")]
    [InlineData("layers 0 to 1", "spam", "--drop", "2")]
    [InlineData("--drop", "spam", "--drop", "first")]
    [InlineData("required", "--onnx")]
    public void A_wrong_command_line_names_the_mistake(string expected, params string[] arguments)
    {
        var file = folder.PathOf("mail.onnx");

        var run = Run(["export", .. arguments, .. arguments[^1] == "--onnx" ? (string[])[file] : ["--onnx", file]]);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.OrdinalIgnoreCase);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_named()
    {
        var run = Run("export", "spam", "--onnx", folder.PathOf("missing", "mail.onnx"));

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("missing", run.Error, StringComparison.Ordinal);
    }

    // The tokens of the tiny backbone are letters.
    private static float[] Predict(InferenceSession session, string task)
    {
        long[] ids = [.. Text.Select(letter => 1L + (letter % 63))];
        using var results = session.Run(
            [
                Input("input_ids", ids),
                Input("attention_mask", [.. ids.Select(_ => 1L)]),
                Input("token_type_ids", new long[ids.Length]),
            ],
            [$"{task}.probabilities"]);
        return [.. results[0].AsEnumerable<float>()];
    }

    private static NamedOnnxValue Input(string name, long[] values) =>
        NamedOnnxValue.CreateFromTensor(name, new DenseTensor<long>(values, [1, values.Length]));

    private CommandRun Run(params string[] command) => CommandRun.Of([.. command, "--plugins", plugins.Root], TinyBackbone.Open);
}
