using System.CommandLine;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Corpora;
using AdapterKit.Training;

namespace AdapterKit.Cli.Arguments;

/// <summary>The options that select the labeled texts.</summary>
internal sealed class DataArguments
{
    private readonly Option<FileInfo?> file = CreateFileOption(
        "A .jsonl or .csv file with text and label, split 80:10:10 [default: the SpamAssassin mail corpus]");

    private readonly Option<int?> limit = NumberOption.CreateCount(
        "--limit", "Use only this many training texts, drawn at random but always the same ones");

    private SpamAssassinCorpus? corpus;

    public IEnumerable<Option> All => [file, limit];

    /// <summary>Creates the <c>--data</c> option.</summary>
    public static Option<FileInfo?> CreateFileOption(string description) => new("--data") { Description = description, HelpName = "path" };

    /// <summary>Reads the texts for training, validation and test.</summary>
    /// <exception cref="InputException">There are no labeled texts for the task.</exception>
    /// <exception cref="DataException">The file is malformed.</exception>
    public TextDataSet Read(Invocation invocation, TaskDeclaration task)
    {
        var texts = invocation.Get(file) is { } given ? Split(given, task) : ReadCorpus(invocation, task);
        return invocation.Get(limit) is { } count ? texts with { Train = Sample(texts.Train, count) } : texts;
    }

    /// <summary>Reads the task's mails from the corpus.</summary>
    /// <exception cref="InputException">The corpus has no labels for the task.</exception>
    public TextDataSet ReadCorpus(Invocation invocation, TaskDeclaration task)
    {
        if (!SpamAssassinCorpus.Tasks.Contains(task.Id))
            throw new InputException($"The mail corpus has no labels for task '{task.Id}'. Name a file with --data.");

        corpus ??= new Downloads(invocation.Terminal, invocation.CancellationToken).OpenMailCorpus();
        return corpus.CreateDataSet(task.Id);
    }

    /// <summary>Reads all texts of a file.</summary>
    /// <exception cref="InputException">The task has no such label.</exception>
    /// <exception cref="DataException">The file is malformed.</exception>
    public static IReadOnlyList<Example> ReadAll(FileInfo file, TaskDeclaration task)
    {
        var examples = TextFiles.Read(file.FullName);
        return examples.FirstOrDefault(example => !task.Labels.Contains(example.Label)) is { Label: var unknown }
            ? throw new InputException(
                $"{file}: unknown label '{unknown}'.{Suggestion.For(unknown, task.Labels)} "
                + $"The labels of task '{task.Id}' are: {string.Join(", ", task.Labels)}.")
            : examples;
    }

    // Taking the first texts would be wrong: data sets are often sorted by label.
    internal static IReadOnlyList<Example> Sample(IReadOnlyList<Example> texts, int count)
    {
        var shuffled = texts.ToArray();
        new Random(1).Shuffle(shuffled);
        return [.. shuffled.Take(count)];
    }

    private static TextDataSet Split(FileInfo file, TaskDeclaration task)
    {
        var texts = TextFiles.Split(ReadAll(file, task), task.Labels, seed: 1);
        return texts.Test.Count > 0
            ? texts
            : throw new InputException($"{file} has too few texts for training, validation and test. Provide at least ten per label.");
    }
}
