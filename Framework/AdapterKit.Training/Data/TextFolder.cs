using System.Text;

namespace AdapterKit.Training;

/// <summary>Reads labeled texts from a directory that holds one directory per label, with one file per text.</summary>
public static class TextFolder
{
    private const string PlainText = ".txt";

    /// <summary>Reads the labeled examples of a directory, ordered by label and file name; without names that begin with a dot.</summary>
    /// <param name="directory">The directory, such as <c>mails</c> with <c>mails/ham/1.txt</c> and <c>mails/spam/2.txt</c>.</param>
    /// <param name="readers">Reads files other than <c>.txt</c>, by lower-case extension with its dot; null if there are none.</param>
    /// <param name="encoding">The encoding of <c>.txt</c> files without a byte order mark; null for UTF-8.</param>
    /// <exception cref="DataException">
    /// There is no directory of a label, one is empty or holds another directory, a file is outside of them, or a file cannot be read.
    /// </exception>
    public static IReadOnlyList<Example> Read(
        string directory, IReadOnlyDictionary<string, Func<string, string>>? readers = null, Encoding? encoding = null)
    {
        ArgumentNullException.ThrowIfNull(directory);
        var known = new Dictionary<string, Func<string, string>>(readers ?? new Dictionary<string, Func<string, string>>())
        {
            [PlainText] = path => DataText.Read(path, encoding),
        };
        return TextFiles.Guard(directory, () => ReadLabels(directory, known));
    }

    private static List<Example> ReadLabels(string directory, Dictionary<string, Func<string, string>> readers)
    {
        var labels = List(directory);
        if (labels.FirstOrDefault(File.Exists) is { } stray)
        {
            throw new DataException(
                $"{stray} is outside of the folder of a label. Put it into {Path.Combine(directory, "<label>")}, one folder per label.");
        }

        return labels.Count > 0
            ? [.. labels.SelectMany(label => ReadLabel(label, readers))]
            : throw new DataException($"{directory} is empty. It must hold one folder per label, with one file per text.");
    }

    private static IEnumerable<Example> ReadLabel(string directory, Dictionary<string, Func<string, string>> readers)
    {
        var files = List(directory);
        var types = string.Join(", ", readers.Keys.Order(StringComparer.Ordinal));
        if (files.Count == 0)
            throw new DataException($"{directory} is empty. Put the texts of this label into it ({types}), or remove the folder.");

        if (files.FirstOrDefault(Directory.Exists) is { } nested)
            throw new DataException($"{nested} is a folder inside the folder of a label. Put its files directly into {directory}.");

        return files.Select(file => readers.TryGetValue(Path.GetExtension(file).ToLowerInvariant(), out var read)
            ? new Example(Read(file, read), Path.GetFileName(directory))
            : throw new DataException($"{file}: '{Path.GetExtension(file)}' is not a supported type of text file. Use {types}."));
    }

    private static string Read(string file, Func<string, string> read)
    {
        try
        {
            return read(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new DataException($"{file} cannot be read: {error.Message}", error);
        }
    }

    private static List<string> List(string directory) =>
        [.. Directory.EnumerateFileSystemEntries(directory).Where(path => Path.GetFileName(path)[0] != '.').Order(StringComparer.Ordinal)];
}
