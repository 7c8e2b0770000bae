using System.CommandLine;
using System.Text;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Training;

namespace AdapterKit.Cli.Arguments;

/// <summary>The options that select many texts to label.</summary>
internal sealed class BatchArguments
{
    private readonly Option<FileInfo?> data = DataArguments.CreateFileOption(
        "Label every text of this .jsonl, .json, .csv, .tsv or .txt file, or its .gz");

    private readonly Option<bool> lines = new("--lines")
    {
        Description = "Label every line of standard input, or of --file, as a text of its own",
    };

    private readonly Option<string?> column = new("--text-column")
    {
        Description = "The column or JSON key of the texts in the file of --data [default: text]",
        HelpName = "name",
    };

    private readonly Option<string?> secondColumn = new("--second-column")
    {
        Description = "The column or JSON key of the second texts in the file of --data: run the tasks that read pairs",
        HelpName = "name",
    };

    private readonly Option<Encoding?> encoding = EncodingOption.Create("of the file of --data, or of the lines");

    public IEnumerable<Option> All => [data, lines, column, secondColumn, encoding];

    /// <summary>Whether the command line asks for many texts.</summary>
    /// <exception cref="InputException">It asks for one text, but says how to read many.</exception>
    public bool IsGiven(Invocation invocation)
    {
        if (invocation.Get(data) is null && (invocation.Get(column) is not null || invocation.Get(secondColumn) is not null))
            throw new InputException("--text-column and --second-column require --data.");

        var isGiven = invocation.Get(data) is not null || invocation.Get(lines);
        return isGiven || invocation.Get(encoding) is null
            ? isGiven
            : throw new InputException("--encoding requires --data or --lines.");
    }

    /// <summary>Whether the inputs are pairs.</summary>
    public bool ReadsPairs(Invocation invocation) => invocation.Get(secondColumn) is not null;

    /// <summary>Returns the texts or pairs in the order of the input, read as they are needed.</summary>
    /// <exception cref="InputException">The options exclude each other, or there is nothing to read.</exception>
    /// <exception cref="DataException">The file of --data cannot be read or is malformed.</exception>
    public IEnumerable<TaskInput> Read(Invocation invocation, FileInfo? file)
    {
        if (invocation.Get(data) is { } table)
        {
            return file is null && !invocation.Get(lines)
                ? ReadTable(invocation, table)
                : throw new InputException("--data reads a file of its own; leave out --file and --lines.");
        }

        if (file is null && !invocation.Terminal.IsInputRedirected)
            throw new InputException("There are no lines. Pipe them to standard input, or name a file with --file.");

        return TextLines.Read(file is null ? invocation.Terminal.Input : TextSource.Open(file), invocation.Get(encoding))
            .Select(line => new TaskInput(line));
    }

    private IReadOnlyList<TaskInput> ReadTable(Invocation invocation, FileInfo table)
    {
        DataArguments.RequireColumns(table, invocation.Get(column));
        var (first, encoded) = (invocation.Get(column) ?? "text", invocation.Get(encoding));
        return invocation.Get(secondColumn) is { } second
            ? TextFiles.ReadPairs(table.FullName, first, second, encoded)
            : [.. TextFiles.ReadTexts(table.FullName, first, encoded).Select(text => new TaskInput(text))];
    }
}
