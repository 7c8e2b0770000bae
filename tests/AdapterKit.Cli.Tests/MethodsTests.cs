using AdapterKit.Cli.Console;

namespace AdapterKit.Cli.Tests;

/// <summary><c>compare --methods</c>: a task with the adapters that other tasks declare.</summary>
public sealed class MethodsTests : IDisposable
{
    private readonly KindPlugin plugin = new();
    private readonly string data;

    public MethodsTests()
    {
        data = plugin.PathOf("data.jsonl");
        var lines = Enumerable.Range(0, 40).Select(index => index % 2 == 0
            ? $$"""{"text":"win a prize number {{index}}","label":"rude"}"""
            : $$"""{"text":"lunch at {{index}} then","label":"kind"}""");
        File.WriteAllLines(data, lines);
    }

    public void Dispose() => plugin.Dispose();

    [Fact]
    public void A_task_is_trained_with_each_method_at_its_learning_rate()
    {
        var record = plugin.PathOf("runs.jsonl");
        string[] command = ["--methods", "tone=2.5e-3,stars", "--record", record, "--json"];

        var run = Compare(command);

        Assert.True(run.ExitCode == ExitCode.Success, run.Error);
        Assert.Equal(["tone", "stars"], run.Json.EnumerateArray().Select(row => row.TextAt("method")));
        Assert.All(run.Json.EnumerateArray(), row => Assert.Equal(("mood", "Adapter"), (row.TextAt("task"), row.TextAt("mode"))));
        var (lora, bottleneck) = (run.Json[0].NumberAt("trainedParameters"), run.Json[1].NumberAt("trainedParameters"));
        Assert.NotEqual(lora, bottleneck);
        Assert.All(run.Json.EnumerateArray(), row => Assert.True(row.NumberAt("stepMilliseconds") > 0));
        var rates = File.ReadLines(record).Select(line => System.Text.Json.JsonElement.Parse(line).NumberAt("recipe", "learningRate"));
        Assert.Equal([2.5e-3, 1.5e-3], rates);

        var again = Compare(command);
        Assert.Equal(run.Output, again.Output);
        Assert.Equal(2, File.ReadLines(record).Count());
    }

    [Fact]
    public void The_table_names_methods_where_there_are_any()
    {
        Assert.Contains("| task | method | trained |", Compare("--methods", "tone").Output, StringComparison.Ordinal);
        Assert.DoesNotContain("method", Compare("--modes", "head").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tune", "Did you mean 'tone'?")]
    [InlineData("tone=fast", "--methods tone=fast: the learning rate must be a positive number")]
    [InlineData("tone=-1", "--methods tone=-1: the learning rate must be a positive number")]
    public void What_is_no_method_is_refused(string methods, string said)
    {
        var run = Compare("--methods", methods);

        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--modes", "head")]
    [InlineData("--fuse", "spam")]
    public void What_is_trained_is_said_once(string option, string value)
    {
        var run = Compare("--methods", "tone", option, value);

        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
        Assert.Contains($"--methods already says what is trained. Leave {option} out.", run.Error, StringComparison.Ordinal);
    }

    private CommandRun Compare(params string[] options) => CommandRun.Of(
        ["compare", "--tasks", "mood", "--data", data, "--seeds", "1", "--epochs", "1", .. options, "--plugins", plugin.Root],
        TinyBackbone.Open);
}
