using AdapterKit.Cli.Arguments;
using AdapterKit.Cli.Console;
using AdapterKit.Testing;
using AdapterKit.Training;

namespace AdapterKit.Cli.Tests;

public sealed class DataTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Columns_are_named_on_the_command_line_and_suspicious_texts_are_warnings()
    {
        var path = folder.PathOf("mails.csv");
        File.WriteAllLines(path, ["Class;Body", .. Enumerable.Range(0, 20).Select(_ => "ham;the same text")]);

        var run = Train("--data", path, "--text-column", "body", "--label-column", "class");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains($"{path}: Warning: no training texts have the label 'spam'.", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{path}: Warning: test texts that are also training texts: 2.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_that_are_cut_off_are_a_warning_of_every_command_that_reads_labeled_texts()
    {
        using var plugins = PluginFolder.OnTinyBackbone("Spam", "ListTopic", "Reply", "Bulk", "FeedSource");
        var (spam, feeds) = (folder.PathOf("spam.csv"), folder.PathOf("feeds.csv"));
        var texts = Enumerable.Range(0, 20).Select(index => index < 3 ? new string('a', 65) : $"text {index}").ToList();
        File.WriteAllLines(spam, ["text,label", .. texts.Select(text => $"{text},ham")]);
        File.WriteAllLines(feeds, ["text,label", .. texts.Select(text => $"{text},fark")]);
        string[] brief = ["--epochs", "1", "--limit", "16"];
        string[][] commands =
        [
            ["train", "spam", "--data", spam, "--checkpoints", folder.PathOf("saved"), .. brief],
            ["compare", "--tasks", "spam", "--modes", "head", "--seeds", "1", "--data", spam, .. brief],
            ["sweep", "spam", "--drop", "0", "--seeds", "1", "--data", spam, .. brief],
            ["eval", "--task", "spam", "--data", spam],
            ["inspect", "--fusion", "--data", feeds],
            ["prune", "feed-source", "--data", feeds, "--out", folder.PathOf("pruned")],
        ];

        foreach (var command in commands)
        {
            var run = CommandRun.Of([.. command, "--plugins", plugins.Root], TinyBackbone.Open);

            Assert.Equal(ExitCode.Success, run.ExitCode);
            Assert.Contains("Warning: texts of more than 64 tokens: 3 of 20.", run.Error, StringComparison.Ordinal);
            Assert.Matches("Warning: no (training )?texts have the label '(spam|boingboing)", run.Error);
        }

        var more = Train("--data", spam, "--max-tokens", "65");
        Assert.DoesNotContain("more than", more.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_column_is_an_input_error()
    {
        var path = folder.PathOf("mails.csv");
        File.WriteAllText(path, "text,label\na,ham\n");

        var run = Train("--data", path, "--text-column", "body");

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("The columns found are: 'text', 'label'.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--label-column")]
    [InlineData("--text-column")]
    [InlineData("--second-column")]
    public void Columns_require_a_file(string option)
    {
        var run = Train(option, "class");

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("require --data", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_that_reads_single_texts_has_no_second_column()
    {
        var path = folder.PathOf("mails.csv");
        File.WriteAllText(path, "text,label,more\na,ham,b\n");

        var run = Train("--data", path, "--second-column", "more");

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("--second-column: the task reads single texts", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("predict", "--data", "texts.txt")]
    [InlineData("pretrain", "--out", "model", "--data", "texts.txt")]
    public void Lines_of_text_have_no_columns(params string[] command)
    {
        File.WriteAllText(folder.PathOf("texts.txt"), "a text\n");
        command[^1] = folder.PathOf(command[^1]);

        var run = CommandRun.Of([.. command, "--text-column", "body"], TinyBackbone.Open);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("--text-column", run.Error, StringComparison.Ordinal);
        Assert.Contains("has no columns", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_label_is_named_with_the_place_of_its_text()
    {
        var path = folder.PathOf("mails.csv");
        File.WriteAllText(path, "text,label\na,ham\nb,spam\nc,\nd,eggs\n");

        var run = Train("--data", path);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains($"{path}, text 3: unknown label ''.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Pairs_are_the_same_only_if_both_texts_are()
    {
        Example Pair(string first, string second) => new(first, "a") { Second = second };

        var texts = new TextDataSet(["a"], [Pair("x", "y"), Pair("x", " ")], [Pair("v", "y")], [Pair("x", "z"), Pair("x", "y")]);

        Assert.Equal(
            [
                "Warning: test texts that are also training texts: 1. The scores are too high. Remove duplicates.",
                "Warning: empty texts: 1. Remove them, or check the column of the texts.",
            ],
            DataWarnings.Find(texts, ["a"], ClassificationTask.Kind));
    }

    [Fact]
    public void Each_kind_of_warning_is_one_line()
    {
        Example[] train = [new("x", "a"), new("", "b")];
        Example[] validation = [new("v", "a")];
        Example[] test = [new("x", "a")];

        Assert.Equal(
            [
                "Warning: no training texts have the label 'c', 'd'. The task cannot learn it.",
                "Warning: no validation texts have the label 'b' (1 texts). "
                    + "The choice of the best epoch ignores it. Provide at least nine texts per label.",
                "Warning: no test texts have the label 'b', 'c', 'd'. The scores say nothing about it.",
                "Warning: test texts that are also training texts: 1. The scores are too high. Remove duplicates.",
                "Warning: empty texts: 1. Remove them, or check the column of the texts.",
            ],
            DataWarnings.Find(new TextDataSet(["a", "b"], train, validation, test), ["a", "b", "c", "d"], ClassificationTask.Kind));
        Assert.Empty(DataWarnings.Find(new TextDataSet(["a"], [new("y", "a")], validation, test), ["a"], ClassificationTask.Kind));
    }

    private CommandRun Train(params string[] arguments) => CommandRun.Of(
        ["train", "spam", "--epochs", "1", "--checkpoints", folder.PathOf("checkpoints"), .. arguments], TinyBackbone.Open);
}
