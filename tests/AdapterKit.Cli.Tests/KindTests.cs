using System.Globalization;
using AdapterKit.Cli.Console;

namespace AdapterKit.Cli.Tests;

/// <summary>Every kind of task, a user's own among them, goes from a file of texts to a bundle, a score and a prediction.</summary>
public sealed class KindTests : IDisposable
{
    private const string Text = "win a lunch";
    private readonly KindPlugin plugin = new();

    public void Dispose() => plugin.Dispose();

    [Theory]
    [InlineData("topics", "microF1", "micro-F1", "labels")]
    [InlineData("length", "mse", "MSE", "value")]
    [InlineData("entail", "accuracy", "accuracy", "label")]
    [InlineData("alike", "mse", "MSE", "value")]
    [InlineData("names", "entityF1", "entity F1", "words")]
    [InlineData("stars", "near", "at most one off", "stars")]
    public void A_task_is_trained_scored_and_run(string task, string metric, string name, string answer)
    {
        var data = WriteData(task);

        var trained = Run("train", task, "--data", data, "--epochs", "2", "--out", plugin.BundleOf(task), "--json");
        Assert.True(trained.ExitCode == ExitCode.Success, trained.Error);
        Assert.True(double.IsFinite(trained.Json.NumberAt("test", metric)));
        plugin.AddBundles();

        var scored = Run("eval", "--task", task, "--data", data, "--json");
        Assert.True(scored.ExitCode == ExitCode.Success, scored.Error);
        Assert.Equal(80, scored.Json[0].NumberAt("texts"));
        Assert.True(double.IsFinite(scored.Json[0].NumberAt(metric)));
        Assert.Contains($"{name} ", Run("eval", "--task", task, "--data", data).Output, StringComparison.Ordinal);

        var predicted = Run(["predict", .. Input(task), "--task", task, "--json"]);
        Assert.True(predicted.ExitCode == ExitCode.Success, predicted.Error);
        var row = Assert.Single(predicted.Json.ItemsAt("predictions"));
        Assert.Equal(task, row.TextAt("task"));
        Assert.True(row.TryGetProperty(answer, out _), predicted.Output);
        Assert.False(row.At("isTruncated").GetBoolean());
        Assert.Contains(task, Run(["predict", .. Input(task), "--task", task]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_reads_as_many_tokens_as_it_was_trained_with()
    {
        var data = WriteData("topics");
        Run("train", "topics", "--data", data, "--epochs", "1", "--max-tokens", "3", "--out", plugin.BundleOf("topics"));
        plugin.AddBundles();

        var predicted = Run("predict", Text, "--task", "topics", "--json");
        var scored = Run("eval", "--task", "topics", "--data", data);

        Assert.True(Assert.Single(predicted.Json.ItemsAt("predictions")).At("isTruncated").GetBoolean());
        Assert.Contains("topics read the first 3.", predicted.Error, StringComparison.Ordinal);
        Assert.Contains("Warning: texts of more than 3 tokens: 80 of 80.", scored.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("topics", """{"text":"x","labels":["win","brunch"]}""", "unknown label 'brunch'")]
    [InlineData("length", """{"text":"x","value":"long"}""", "'long' is not a number")]
    [InlineData("length", """{"text":"x","label":"long"}""", "'value' is missing")]
    [InlineData("entail", """{"text":"x","label":"yes"}""", "'second' is missing")]
    [InlineData("names", """{"text":"x y","tags":"O"}""", "There are 1 tags for 2 words")]
    [InlineData("stars", """{"text":"x","stars":"5"}""", "'5' is not a number of stars. Write * to *****.")]
    public void A_target_that_the_task_cannot_have_is_refused(string task, string line, string reason)
    {
        var data = plugin.PathOf("data.jsonl");
        File.WriteAllText(data, line);

        var run = Run("train", task, "--data", data);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(data, run.Error, StringComparison.Ordinal);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_that_no_text_has_are_warnings_in_a_multi_label_task()
    {
        var data = plugin.PathOf("data.jsonl");
        File.WriteAllLines(data, Enumerable.Range(0, 40).Select(index => $$"""{"text":"win {{index}}","labels":["win"]}"""));

        var run = Run("train", "topics", "--data", data, "--epochs", "1");

        Assert.Contains("no training texts have the label 'lunch'", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("the label 'win'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Kinds_are_compared_and_swept_by_their_own_metrics()
    {
        var data = WriteData("length");
        string[] recipe = ["--data", data, "--seeds", "1", "--epochs", "1"];

        var compared = Run(["compare", "--tasks", "length", "--modes", "adapter,head", .. recipe]);
        Assert.True(compared.ExitCode == ExitCode.Success, compared.Error);
        Assert.Contains("| test MSE", compared.Output, StringComparison.Ordinal);
        Assert.Contains("test Pearson", compared.Output, StringComparison.Ordinal);

        var swept = Run(["sweep", "length", "--drop", "1", "--plot", plugin.PathOf("drop.svg"), "--json", .. recipe]);
        Assert.True(swept.ExitCode == ExitCode.Success, swept.Error);
        Assert.True(double.IsFinite(swept.Json.At("rows")[1].NumberAt("robust", "mse")));
    }

    [Fact]
    public void Pairs_are_for_the_tasks_that_read_pairs()
    {
        plugin.AddBundles();
        var data = plugin.PathOf("pairs.csv");
        File.WriteAllText(data, "one,other\na,b\nc,d\n");

        var all = Run("predict", "a", "--second", "b", "--json");
        Assert.Equal(["alike", "entail"], all.Json.ItemsAt("predictions").Select(row => row.TextAt("task")).Order());

        var many = Run("predict", "--data", data, "--text-column", "one", "--second-column", "other");
        Assert.Equal(2, many.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("entail: ", many.Output, StringComparison.Ordinal);

        Assert.Contains("Give the second text with --second", Run("predict", "a", "--task", "entail").Error, StringComparison.Ordinal);
        Assert.Contains("The text is empty", Run("predict", "a", "--second", " ").Error, StringComparison.Ordinal);
        Assert.Contains("no task reads pairs", Run("predict", "a", "--second", "b", "--task", "topics").Error, StringComparison.Ordinal);
        Assert.Contains("--second-column", Run("predict", "--lines", "--second", "b").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_texts_get_the_parts_of_their_predictions_on_one_line()
    {
        plugin.AddBundles();
        using var backbone = TinyBackbone.Open(null, null!, default);
        using var topics = (TopicsTask)Bundle.Open(plugin.BundleOf("topics")).Load(TopicsTask.Declared, backbone);
        var expected = topics.Predict("a line").Parts;

        var run = CommandRun.Of(["predict", "--lines", "--plugins", plugin.Root], TinyBackbone.Open, "a line\n"u8.ToArray());

        Assert.True(run.ExitCode == ExitCode.Success, run.Error);
        Assert.Contains(
            expected.Count == 0
                ? "topics: (none)"
                : "topics: " + string.Join(", ", expected.Select(
                    part => string.Create(CultureInfo.InvariantCulture, $"{part.Text} {part.Probability:P1}"))),
            run.Output,
            StringComparison.Ordinal);
        Assert.Matches(@"stars: \*+", run.Output);
        Assert.Matches(@"length: -?\d\.\d{3}", run.Output);
    }

    private string[] Checkpoints => ["--checkpoints", plugin.PathOf("checkpoints")];

    private static string[] Input(string task) => task is "entail" or "alike" ? [Text, "--second", "win"] : [Text];

    private string WriteData(string task)
    {
        var data = plugin.PathOf($"{task}.jsonl");
        File.WriteAllLines(data, Enumerable.Range(0, 80).Select(index => Describe(task, index)));
        return data;
    }

    private static string Describe(string task, int index) => task switch
    {
        "topics" => (index % 4) switch
        {
            0 => $$"""{"text":"nothing {{index}}","labels":[]}""",
            1 => $$"""{"text":"win {{index}}","labels":["win"]}""",
            2 => $$"""{"text":"lunch {{index}}","labels":["lunch"]}""",
            _ => $$"""{"text":"win a lunch {{index}}","labels":["win","lunch"]}""",
        },
        "entail" when index % 2 == 0 => $$"""{"text":"win {{index}}","second":"win","label":"yes"}""",
        "entail" => $$"""{"text":"win {{index}}","second":"lunch","label":"no"}""",
        "names" => $$"""{"text":"met Ada L{{index}} there","tags":["O","B-PER","I-PER","O"]}""",
        "alike" => $$"""{"text":"win {{index}}","second":"{{(index % 2 == 0 ? "win" : "lunch")}}","value":{{index % 2}}}""",
        "length" => $$"""{"text":"{{new string('x', 1 + (index % 20))}}","value":{{index % 20 / 10.0}}}""",
        _ => $$"""{"text":"{{new string('o', 1 + (index % 5))}} {{index}}","stars":"{{new string('*', 1 + (index % 5))}}"}""",
    };

    private CommandRun Run(params string[] arguments) => CommandRun.Of(
        [.. arguments, "--plugins", plugin.Root, .. arguments[0] == "train" ? Checkpoints : []],
        TinyBackbone.Open);
}
