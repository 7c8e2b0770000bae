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
        var examples = known.ToDictionary(
            reader => reader.Key, Func<string, string, Example> (reader) => (file, label) => new(reader.Value(file), label));
        return new LabelFolders("text", examples).Read(directory);
    }
}
