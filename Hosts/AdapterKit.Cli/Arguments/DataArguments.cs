using System.CommandLine;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Training;

namespace AdapterKit.Cli.Arguments;

/// <summary>The options that say what to train on.</summary>
internal sealed class DataArguments
{
    private readonly Option<FileInfo?> file = File("A .jsonl or .csv file with text and label, split 80:10:10 [default: the SpamAssassin mail corpus]");
    private readonly Option<int?> limit = NumberOption.Count("--limit", "Train on this many texts alone, drawn at random, the same ones every time");
    private SpamAssassinCorpus? corpus;

    public IEnumerable<Option> All => [file, limit];

    public static Option<FileInfo?> File(string description) => new("--data") { Description = description, HelpName = "path" };

    /// <summary>Texts to train, validate and test on.</summary>
    /// <exception cref="InputException">There are no labelled texts for the task.</exception>
    /// <exception cref="DataException">The file cannot be used.</exception>
    public TextDataSet Read(Invocation invocation, TaskDeclaration task)
    {
        var texts = invocation.Get(file) is { } given ? Split(given, task) : Corpus(invocation, task);
        return invocation.Get(limit) is { } few ? texts with { Train = Draw(texts.Train, few) } : texts;
    }

    /// <summary>The mails of a task.</summary>
    /// <exception cref="InputException">The corpus has no such task.</exception>
    public TextDataSet Corpus(Invocation invocation, TaskDeclaration task)
    {
        if (!SpamAssassinCorpus.Tasks.Contains(task.Id))
            throw new InputException($"The mail corpus has no labels for the task '{task.Id}': give a file with --data.");

        corpus ??= SpamAssassinCorpus.Open(progress: new DownloadReporter(invocation.Terminal), cancellation: invocation.Stop);
        return corpus.Of(task.Id);
    }

    /// <summary>All texts of a file.</summary>
    /// <exception cref="InputException">A text has a label that the task does not know.</exception>
    /// <exception cref="DataException">The file cannot be used.</exception>
    public static IReadOnlyList<Example> ReadAll(FileInfo file, TaskDeclaration task)
    {
        var examples = TextFiles.Read(file.FullName);
        return examples.FirstOrDefault(example => !task.Labels.Contains(example.Label)) is { } stranger
            ? throw new InputException($"{file}: the label '{stranger.Label}' is none of the task '{task.Id}'. It has: {string.Join(", ", task.Labels)}.")
            : examples;
    }

    // The first texts will not do: data sets are often sorted by label.
    internal static IReadOnlyList<Example> Draw(IReadOnlyList<Example> texts, int few)
    {
        var drawn = texts.ToArray();
        new Random(1).Shuffle(drawn);
        return [.. drawn.Take(few)];
    }

    private static TextDataSet Split(FileInfo file, TaskDeclaration task)
    {
        var texts = TextFiles.Split(ReadAll(file, task), task.Labels, seed: 1);
        return texts.Test.Count > 0
            ? texts
            : throw new InputException($"{file} has too few texts to train, validate and test on: give at least ten a label.");
    }
}
