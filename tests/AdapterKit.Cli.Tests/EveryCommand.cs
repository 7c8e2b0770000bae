using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests;

/// <summary>A small run of every command that prints a result, on the tiny backbone.</summary>
public sealed class EveryCommand : IDisposable
{
    private readonly PluginFolder plugins = PluginFolder.OnTinyBackbone("Spam", "ListTopic", "Reply", "Bulk", "FeedSource");
    private readonly TemporaryFolder folder = new();

    public EveryCommand()
    {
        Write("spam.jsonl", "ham", "spam");
        Write("feeds.jsonl", "fark", "guardian");
    }

    /// <summary>The names of the runs, for theories.</summary>
    public static TheoryData<string> Names =>
    [
        "predict", "predict --lines", "plugins", "inspect", "inspect --fusion", "embed", "env", "completion", "eval", "train", "compare",
        "sweep", "prune",
    ];

    /// <summary>Runs one of them; standard input is a text.</summary>
    internal CommandRun Run(string name, TextWriter output, params string[] more) => CommandRun.Of(
        [.. name.Split(' '), .. Arguments(name), .. more, "--plugins", plugins.Root],
        TinyBackbone.Open,
        new MemoryStream("a text\n"u8.ToArray()),
        output);

    public void Dispose()
    {
        plugins.Dispose();
        folder.Dispose();
    }

    private string[] Arguments(string name)
    {
        string[] spam = ["--data", folder.PathOf("spam.jsonl")];
        string[] feeds = ["--data", folder.PathOf("feeds.jsonl")];
        string[] brief = ["--epochs", "1", "--limit", "8"];
        return name switch
        {
            "inspect --fusion" => ["--task", "feed-source", .. feeds],
            "completion" => ["bash"],
            "eval" => ["--task", "spam", .. spam],
            "train" => ["spam", .. spam, .. brief, "--checkpoints", folder.PathOf("saved")],
            "compare" => ["--tasks", "spam", "--modes", "head", "--seeds", "1", .. spam, .. brief],
            "sweep" => ["spam", "--drop", "0", "--seeds", "1", .. spam, .. brief],
            "prune" => ["feed-source", "--keep", "4", "--out", folder.PathOf("pruned"), .. feeds],
            _ => [],
        };
    }

    private void Write(string name, params string[] labels) => File.WriteAllLines(
        folder.PathOf(name),
        Enumerable.Range(0, 40).Select(index => $$"""{"text":"this is about {{index}}","label":"{{labels[index % 2]}}"}"""));
}
