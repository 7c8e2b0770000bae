using System.CommandLine;
using System.Text;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Corpora;
using AdapterKit.Training;

namespace AdapterKit.Cli.Arguments;

/// <summary>The options that select the labeled texts.</summary>
internal sealed class DataArguments
{
    private readonly Option<FileInfo?> file = CreateFileOption(
        "A .jsonl, .json, .csv or .tsv file with text and label (or its .gz), or a folder with a folder of .eml or .txt files per label; "
        + "split 80:10:10 [default: the SpamAssassin mail corpus]");

    private readonly Option<int?> limit = NumberOption.CreateCount(
        "--limit", "Use only this many training texts, drawn at random but always the same ones");

    private readonly Option<string?> textColumn = CreateColumnOption("--text-column", "texts", "text");

    private readonly Option<string?> secondColumn = CreateColumnOption(
        "--second-column", "second texts of pairs, or of targets", "second, or target");

    private readonly Option<string?> labelColumn = CreateColumnOption("--label-column", "labels", "label");

    private readonly Option<Encoding?> encoding = EncodingOption.Create("of the file of --data");

    private SpamAssassinCorpus? corpus;

    public IEnumerable<Option> All => [file, .. Columns, limit];

    /// <summary>The options that say how to read a file: its columns and its encoding.</summary>
    public IEnumerable<Option> Columns => [textColumn, secondColumn, labelColumn, encoding];

    /// <summary>Creates the <c>--data</c> option.</summary>
    public static Option<FileInfo?> CreateFileOption(string description) => new("--data") { Description = description, HelpName = "path" };

    /// <summary>Reads the texts for training, validation and test, and warns of what is suspicious about them.</summary>
    /// <param name="invocation">The command line.</param>
    /// <param name="task">The task, which reads the tokens that its configuration says.</param>
    /// <param name="backbone">Its backbone.</param>
    /// <exception cref="InputException">There are no labeled texts for the task.</exception>
    /// <exception cref="DataException">The file is malformed.</exception>
    public TextDataSet Read(Invocation invocation, TaskDeclaration task, Backbone backbone)
    {
        var given = invocation.Get(file);
        var texts = given is null ? ReadCorpus(invocation, task) : Split(invocation, given, task);
        if (invocation.Get(limit) is { } count)
            texts = texts with { Train = Sample(texts.Train, count) };

        if (given is not null)
        {
            Warn(invocation, given, DataWarnings.Find(texts, task.Labels, task.Kind));
            Example[] all = [.. texts.Train, .. texts.Validation, .. texts.Test];
            Warn(invocation, given, DataWarnings.FindTruncated(all, task, backbone));
        }

        return texts;
    }

    /// <summary>Reads the task's mails from the corpus.</summary>
    /// <exception cref="InputException">The corpus has no labels for the task, or the command line names columns.</exception>
    public TextDataSet ReadCorpus(Invocation invocation, TaskDeclaration task)
    {
        string?[] columns = [invocation.Get(textColumn), invocation.Get(secondColumn), invocation.Get(labelColumn)];
        if (columns.Any(column => column is not null) || invocation.Get(encoding) is not null)
            throw new InputException($"{string.Join(", ", Columns.Select(option => option.Name))} require --data.");

        if (!SpamAssassinCorpus.Tasks.Contains(task.Id))
            throw new InputException($"The mail corpus has no labels for task '{task.Id}'. Name a file with --data.");

        corpus ??= new Downloads(invocation.Terminal, invocation.CancellationToken).OpenMailCorpus();
        return corpus.CreateDataSet(task.Id);
    }

    /// <summary>Reads all texts of a file or folder, and warns of what is suspicious about them.</summary>
    /// <exception cref="InputException">The task has no such label.</exception>
    /// <exception cref="DataException">The file is malformed.</exception>
    public IReadOnlyList<Example> ReadAll(Invocation invocation, FileInfo given, TaskAdapter task)
    {
        var declaration = task.Declaration.With(task.Config);
        var examples = ReadExamples(invocation, given, declaration);
        Warn(invocation, given, DataWarnings.FindInWhole(examples, declaration.Labels, declaration.Kind));
        Warn(invocation, given, DataWarnings.FindTruncated(examples, declaration, task.Backbone));
        return examples;
    }

    // Taking the first texts would be wrong: data sets are often sorted by label.
    internal static IReadOnlyList<Example> Sample(IReadOnlyList<Example> texts, int count)
    {
        var shuffled = texts.ToArray();
        new Random(1).Shuffle(shuffled);
        return [.. shuffled.Take(count)];
    }

    /// <summary>Refuses to name a column of a file that has none.</summary>
    /// <exception cref="InputException">The file has one text per line.</exception>
    public static void RequireColumns(FileInfo file, string? column)
    {
        if (column is not null && TextFiles.HasLines(file.FullName))
            throw new InputException($"--text-column: {file} has no columns, but one text per line. Leave the option out.");
    }

    /// <summary>Creates an option that names a column.</summary>
    public static Option<string?> CreateColumnOption(string name, string content, string column) => new(name)
    {
        Description = $"The column or JSON key of the {content} in the file of --data; letter case does not matter [default: {column}]",
        HelpName = "name",
    };

    private static void Warn(Invocation invocation, FileInfo given, IEnumerable<string> warnings)
    {
        foreach (var warning in warnings)
            invocation.Terminal.Notes.WriteLine($"{given}: {warning}");
    }

    private IReadOnlyList<Example> ReadExamples(Invocation invocation, FileInfo given, TaskDeclaration task)
    {
        var data = new DataFile(given, task.Kind)
        {
            TextColumn = invocation.Get(textColumn),
            SecondColumn = invocation.Get(secondColumn),
            LabelColumn = invocation.Get(labelColumn),
            Encoding = invocation.Get(encoding),
        };
        var examples = data.Read(invocation.Terminal);
        RequireTargets(given, examples, task);
        return examples;
    }

    private static void RequireTargets(FileInfo given, IReadOnlyList<Example> examples, TaskDeclaration task)
    {
        var next = 0;
        try
        {
            foreach (var example in examples)
            {
                next++;
                task.Kind.ReadTargets(task.Labels, [example.Label]).RequireFits(0, new TaskInput(example.Text, example.Second));
            }
        }
        catch (UnknownLabelException error)
        {
            throw new InputException(
                $"{given}, text {next}: unknown label '{error.Label}'.{Suggestion.For(error.Label, task.Labels)} "
                + $"The labels of task '{task.Id}' are: {string.Join(", ", task.Labels)}.",
                error);
        }
        catch (ArgumentException error)
        {
            throw new InputException($"{given}, text {next}: {error.Message}", error);
        }
    }

    private TextDataSet Split(Invocation invocation, FileInfo file, TaskDeclaration task)
    {
        var texts = TextFiles.Split(ReadExamples(invocation, file, task), task, seed: 1);
        return texts.Test.Count > 0
            ? texts
            : throw new InputException($"{file} has too few texts for training, validation and test. Provide at least ten per label.");
    }
}
