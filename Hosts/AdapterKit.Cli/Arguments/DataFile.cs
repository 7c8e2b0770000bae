using System.Text;
using AdapterKit.Cli.Console;
using AdapterKit.Corpora;
using AdapterKit.Training;

namespace AdapterKit.Cli.Arguments;

/// <summary>Labeled texts in a file, or in a folder with one folder of texts, mails or images per label.</summary>
/// <param name="Path">The file or folder, as it was given.</param>
/// <param name="Kind">The kind of the task that the texts are for.</param>
internal sealed record DataFile(FileInfo Path, TaskKind Kind)
{
    public string? TextColumn { get; init; }

    public string? SecondColumn { get; init; }

    public string? LabelColumn { get; init; }

    public Encoding? Encoding { get; init; }

    /// <summary>Reads all texts.</summary>
    /// <param name="terminal">Receives a line if mails have a subject and nothing else.</param>
    /// <exception cref="InputException">Columns are named that the texts cannot have.</exception>
    /// <exception cref="DataException">The file or folder is malformed.</exception>
    public IReadOnlyList<Example> Read(Terminal terminal)
    {
        if (Directory.Exists(Path.FullName))
            return ReadFolder(terminal);

        if (Kind.Reading.ReadsImages)
            throw new InputException($"{Path} is no folder, and the task reads images. Name a folder with a folder of images per label.");

        var names = TextColumns.Of(Kind);
        if (SecondColumn is not null && names.Second is null)
            throw new InputException("--second-column: the task reads single texts, not pairs. Leave the option out.");

        if (LabelColumn is not null && Kind.ReadsTarget)
        {
            throw new InputException(names.Second is null
                ? "--label-column: the task learns the texts themselves, without labels. Leave the option out."
                : "--label-column: the task learns its second texts, the targets. Name their column with --second-column.");
        }

        DataArguments.RequireColumns(Path, TextColumn);
        return TextFiles.Read(
            Path.FullName,
            Kind,
            names with
            {
                Text = TextColumn ?? names.Text,
                Second = names.Second is null ? null : SecondColumn ?? names.Second,
                Label = LabelColumn ?? names.Label,
            },
            Encoding);
    }

    private IReadOnlyList<Example> ReadFolder(Terminal terminal)
    {
        if (TextColumn is not null || LabelColumn is not null || SecondColumn is not null)
            throw new InputException($"--text-column, --second-column and --label-column require a file, and {Path} is a folder.");

        if (Kind.Reading.ReadsImages)
            return ImageFolder.Read(Path.FullName);

        if (Kind.Reading.IsPaired)
            throw new InputException($"{Path} is a folder of single texts, and the task reads pairs. Name a file with both texts.");

        var bare = 0;
        var readers = new Dictionary<string, Func<string, string>> { [".eml"] = ReadMail };
        IReadOnlyList<Example> examples = TextFolder.Read(Path.FullName, readers, Encoding);
        if (Kind.ReadsTarget)
            examples = [.. examples.Select(example => example with { Label = example.Text })];

        if (bare > 0)
            terminal.Notes.WriteLine($"{Path}: Warning: mails without a text, of which only the subject is read: {bare}.");

        return examples;

        string ReadMail(string path)
        {
            var mail = MailCleaner.Read(path);
            if (mail is { HasBody: false, Text.Length: > 0 })
                bare++;

            return mail.Text;
        }
    }
}
