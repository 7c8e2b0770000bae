using System.CommandLine;
using System.Text;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Training;

namespace AdapterKit.Cli.Arguments;

/// <summary>The options that select many texts to label.</summary>
internal sealed class BatchArguments
{
    private readonly Option<FileInfo?> data = DataArguments.CreateFileOption("Label every text of this .jsonl, .csv or .tsv file");

    private readonly Option<bool> lines = new("--lines")
    {
        Description = "Label every line of standard input, or of --file, as a text of its own",
    };

    private readonly Option<string?> column = new("--text-column")
    {
        Description = "The column or JSON key of the texts in the file of --data [default: text]",
        HelpName = "name",
    };

    public IEnumerable<Option> All => [data, lines, column];

    /// <summary>Whether the command line asks for many texts.</summary>
    public bool IsGiven(Invocation invocation) =>
        invocation.Get(data) is not null || invocation.Get(lines) || invocation.Get(column) is not null;

    /// <summary>Returns the texts in the order of the input, read as they are needed.</summary>
    /// <exception cref="InputException">The options exclude each other, or there is nothing to read.</exception>
    /// <exception cref="DataException">The file of --data cannot be read or is malformed.</exception>
    public IEnumerable<string> Read(Invocation invocation, FileInfo? file)
    {
        if (invocation.Get(data) is { } table)
        {
            return file is null && !invocation.Get(lines)
                ? TextFiles.ReadTexts(table.FullName, invocation.Get(column) ?? "text")
                : throw new InputException("--data reads a file of its own; leave out --file and --lines.");
        }

        if (invocation.Get(column) is not null)
            throw new InputException("--text-column requires --data.");

        if (file is null && !invocation.Terminal.IsInputRedirected)
            throw new InputException("There are no lines. Pipe them to standard input, or name a file with --file.");

        return ReadLines(file is null ? invocation.Terminal.Input : TextSource.Open(file));
    }

    private static IEnumerable<string> ReadLines(Stream stream)
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        for (var number = 1; ; number++)
        {
            if (ReadLine(reader, number) is not { } line)
                yield break;

            yield return line;
        }
    }

    private static string? ReadLine(StreamReader reader, int number)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (DecoderFallbackException error)
        {
            throw new InputException($"Line {number} or one after it is not valid UTF-8. Convert the input to UTF-8.", error);
        }
    }
}
