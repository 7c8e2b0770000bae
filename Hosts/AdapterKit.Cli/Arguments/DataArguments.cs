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
        "A .jsonl, .csv or .tsv file with text and label, split 80:10:10 [default: the SpamAssassin mail corpus]");

    private readonly Option<int?> limit = NumberOption.CreateCount(
        "--limit", "Use only this many training texts, drawn at random but always the same ones");

    private readonly Option<string?> textColumn = CreateColumnOption("--text-column", "texts", "text");

    private readonly Option<string?> labelColumn = CreateColumnOption("--label-column", "labels", "label");

    private SpamAssassinCorpus? corpus;

    public IEnumerable<Option> All => [file, .. Columns, limit];

    /// <summary>The options that name the columns of a file.</summary>
    public IEnumerable<Option> Columns => [textColumn, labelColumn];

    /// <summary>Creates the <c>--data</c> option.</summary>
    public static Option<FileInfo?> CreateFileOption(string description) => new("--data") { Description = description, HelpName = "path" };

    /// <summary>Reads the texts for training, validation and test.</summary>
    /// <exception cref="InputException">There are no labeled texts for the task.</exception>
    /// <exception cref="DataException">The file is malformed.</exception>
    public TextDataSet Read(Invocation invocation, TaskDeclaration task)
    {
        var given = invocation.Get(file);
        var texts = given is null ? ReadCorpus(invocation, task) : Split(invocation, given, task);
        if (invocation.Get(limit) is { } count)
            texts = texts with { Train = Sample(texts.Train, count) };

        if (given is not null)
        {
            foreach (var warning in DataWarnings.Find(texts, task.Labels))
                invocation.Terminal.Notes.WriteLine($"{given}: {warning}");
        }

        return texts;
    }

    /// <summary>Reads the task's mails from the corpus.</summary>
    /// <exception cref="InputException">The corpus has no labels for the task, or the command line names columns.</exception>
    public TextDataSet ReadCorpus(Invocation invocation, TaskDeclaration task)
    {
        if (invocation.Get(textColumn) is not null || invocation.Get(labelColumn) is not null)
            throw new InputException("--text-column and --label-column require --data.");

        if (!SpamAssassinCorpus.Tasks.Contains(task.Id))
            throw new InputException($"The mail corpus has no labels for task '{task.Id}'. Name a file with --data.");

        corpus ??= new Downloads(invocation.Terminal, invocation.CancellationToken).OpenMailCorpus();
        return corpus.CreateDataSet(task.Id);
    }

    /// <summary>Reads all texts of a file.</summary>
    /// <exception cref="InputException">The task has no such label.</exception>
    /// <exception cref="DataException">The file is malformed.</exception>
    public IReadOnlyList<Example> ReadAll(Invocation invocation, FileInfo file, TaskDeclaration task)
    {
        var columns = new TextColumns(invocation.Get(textColumn) ?? "text", invocation.Get(labelColumn) ?? "label");
        var examples = TextFiles.Read(file.FullName, columns);
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

    /// <summary>Creates an option that names a column.</summary>
    public static Option<string?> CreateColumnOption(string name, string content, string column) => new(name)
    {
        Description = $"The column or JSON key of the {content} in the file of --data; letter case does not matter [default: {column}]",
        HelpName = "name",
    };

    private TextDataSet Split(Invocation invocation, FileInfo file, TaskDeclaration task)
    {
        var texts = TextFiles.Split(ReadAll(invocation, file, task), task.Labels, seed: 1);
        return texts.Test.Count > 0
            ? texts
            : throw new InputException($"{file} has too few texts for training, validation and test. Provide at least ten per label.");
    }
}
