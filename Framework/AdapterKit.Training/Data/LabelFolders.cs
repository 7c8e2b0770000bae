namespace AdapterKit.Training;

/// <summary>Reads a directory that holds one directory per label, with one file per example.</summary>
/// <param name="content">What the files have: text or image.</param>
/// <param name="readers">Reads a file as an example of a label, by lower-case extension with its dot.</param>
internal sealed class LabelFolders(string content, IReadOnlyDictionary<string, Func<string, string, Example>> readers)
{
    private readonly string types = string.Join(", ", readers.Keys.Order(StringComparer.Ordinal));

    /// <summary>Reads the examples, ordered by label and file name; without names that begin with a dot.</summary>
    /// <exception cref="DataException">
    /// There is no directory of a label, one is empty or holds another directory, a file is outside of them, or a file cannot be read.
    /// </exception>
    public IReadOnlyList<Example> Read(string directory) => TextFiles.Guard(directory, () => ReadLabels(directory));

    private List<Example> ReadLabels(string directory)
    {
        var labels = List(directory);
        if (labels.FirstOrDefault(File.Exists) is { } stray)
        {
            throw new DataException(
                $"{stray} is outside of the folder of a label. Put it into {Path.Combine(directory, "<label>")}, one folder per label.");
        }

        return labels.Count > 0
            ? [.. labels.SelectMany(ReadLabel)]
            : throw new DataException($"{directory} is empty. It must hold one folder per label, with one file per {content}.");
    }

    private IEnumerable<Example> ReadLabel(string directory)
    {
        var files = List(directory);
        if (files.Count == 0)
            throw new DataException($"{directory} is empty. Put the {content}s of this label into it ({types}), or remove the folder.");

        if (files.FirstOrDefault(Directory.Exists) is { } nested)
            throw new DataException($"{nested} is a folder inside the folder of a label. Put its files directly into {directory}.");

        return files.Select(file => readers.TryGetValue(Path.GetExtension(file).ToLowerInvariant(), out var read)
            ? Read(file, Path.GetFileName(directory), read)
            : throw new DataException($"{file}: '{Path.GetExtension(file)}' is not a supported type of {content} file. Use {types}."));
    }

    private static Example Read(string file, string label, Func<string, string, Example> read)
    {
        try
        {
            return read(file, label);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new DataException($"{file} cannot be read: {error.Message}", error);
        }
    }

    private static List<string> List(string directory) =>
        [.. Directory.EnumerateFileSystemEntries(directory).Where(path => Path.GetFileName(path)[0] != '.').Order(StringComparer.Ordinal)];
}
