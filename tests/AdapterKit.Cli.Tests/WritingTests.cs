using AdapterKit.Cli.Console;
using AdapterKit.Writers;

namespace AdapterKit.Cli.Tests;

/// <summary>A task that writes a target for each text goes from a file of pairs to what it writes, on encoder-decoders.</summary>
public sealed class WritingTests : IDisposable
{
    private static readonly string[] Words = ["one", "two", "six", "ten"];
    private readonly KindPlugin plugin = new(typeof(SpellTask).Assembly.Location);

    public void Dispose() => plugin.Dispose();

    [Theory]
    [InlineData("t5")]
    [InlineData("bart")]
    public void A_task_is_trained_scored_and_writes(string model)
    {
        var data = WriteData("pairs.jsonl", "target");

        var trained = Run(model, ["train", "spell", "--data", data, "--out", plugin.BundleOf("spell"), "--json", .. Recipe(epochs: 20)]);
        Assert.True(trained.ExitCode == ExitCode.Success, trained.Error);
        Assert.True(trained.Json.NumberAt("test", "exactMatch") > 0.8, trained.Output);
        plugin.Write();

        var scored = Run(model, "eval", "--task", "spell", "--data", data, "--json");
        Assert.True(scored.ExitCode == ExitCode.Success, scored.Error);
        Assert.True(scored.Json[0].NumberAt("exactMatch") > 0.8, scored.Output);
        Assert.True(scored.Json[0].NumberAt("perplexity") < 1.5, scored.Output);

        foreach (var (text, word) in Texts().Take(4))
        {
            var written = Run(model, "generate", text, "--task", "spell");
            Assert.Equal((ExitCode.Success, $"{word}\n"), (written.ExitCode, written.Output));
        }

        var predicted = Run(model, "predict", "fga", "--second", "one", "--task", "spell", "--json");
        Assert.True(predicted.ExitCode == ExitCode.Success, predicted.Error);
        Assert.True(Assert.Single(predicted.Json.ItemsAt("predictions")).At("isExact").GetBoolean(), predicted.Output);

        var alone = Run(model, "predict", "fga", "--task", "spell");
        Assert.Equal(ExitCode.BadInput, alone.ExitCode);
        Assert.Contains("run 'adapterkit generate'", alone.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_may_have_other_columns_and_modes_are_compared()
    {
        var data = WriteData("pairs.csv", "answer");
        var columns = new[] { "--data", data, "--second-column", "answer" };

        var compared = Run("t5", ["compare", "--tasks", "spell", "--modes", "adapter", "--seeds", "1", .. columns, .. Recipe(epochs: 1)]);
        Assert.True(compared.ExitCode == ExitCode.Success, compared.Error);
        Assert.Contains("| test perplexity", compared.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"text":"x","label":"one"}""", "'target' is missing")]
    [InlineData("""{"text":"x","target":" "}""", "The target of the text is empty")]
    [InlineData("""{"text":"x","target":"one"}""", "--label-column: the task learns its second texts", "--label-column", "answer")]
    public void Mistakes_are_named(string line, string expected, params string[] options)
    {
        var data = plugin.PathOf("data.jsonl");
        File.WriteAllText(data, line);

        var run = Run("t5", ["train", "spell", "--data", data, .. options]);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    private static string[] Recipe(int epochs) => ["--epochs", $"{epochs}", "--patience", $"{epochs}", "--lr", "0.01", "--batch", "8"];

    // The last letter decides what is written.
    private static IEnumerable<(string Text, string Word)> Texts() =>
        Enumerable.Range(0, 160).Select(
            index => ($"{(char)('e' + (index % 7))}{(char)('e' + (index % 5))}{"abcd"[index % 4]}", Words[index % 4]));

    private string WriteData(string name, string column)
    {
        var data = plugin.PathOf(name);
        File.WriteAllLines(data, name.EndsWith(".csv", StringComparison.Ordinal)
            ? [$"text,{column}", .. Texts().Select(pair => $"{pair.Text},{pair.Word}")]
            : Texts().Select(pair => $$"""{"text":"{{pair.Text}}","{{column}}":"{{pair.Word}}"}"""));
        return data;
    }

    private CommandRun Run(string model, params string[] arguments) => CommandRun.Of(
        [
            .. arguments, "--plugins", plugin.Root,
            .. arguments[0] is "train" ? (string[])["--checkpoints", plugin.PathOf("checkpoints")] : [],
        ],
        (_, _, _) => TinyWriter.Open(model));
}
