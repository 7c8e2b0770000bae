using System.Text.Json;
using AdapterKit.Cli.Console;

namespace AdapterKit.Cli.Runs;

/// <summary>A file of JSON lines that grows line by line. It is opened for writing first: a run that cannot be kept is not begun.</summary>
/// <param name="file">The file.</param>
internal sealed class RecordFile(FileInfo file)
{
    /// <summary>Reads the lines, and what follows the last line end.</summary>
    /// <exception cref="InputException">The file cannot be read and written.</exception>
    public (IReadOnlyList<ReadOnlyMemory<byte>> Lines, ReadOnlyMemory<byte> Unended) Read()
    {
        var isNew = !file.Exists;
        var content = Use(stream =>
        {
            var bytes = stream.Length <= Array.MaxLength ? new byte[stream.Length] : throw new IOException("It is larger than 2 GB.");
            stream.ReadExactly(bytes);
            return bytes;
        });
        if (isNew)
            file.Delete();

        var lines = new List<ReadOnlyMemory<byte>>();
        var start = 0;
        while (Array.IndexOf(content, (byte)'\n', start) is >= 0 and var end)
        {
            lines.Add(content.AsMemory(start..end));
            start = end + 1;
        }

        return (lines, content.AsMemory(start));
    }

    /// <summary>Whether bytes are the beginning of a JSON object and not the whole of it.</summary>
    public static bool IsUnfinished(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, isFinalBlock: false, default);
        try
        {
            var isObject = false;
            while (reader.Read())
            {
                isObject |= reader is { CurrentDepth: 0, TokenType: JsonTokenType.StartObject };
                if (reader is { CurrentDepth: 0, TokenType: JsonTokenType.EndObject })
                    return false;
            }

            return isObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <exception cref="InputException">The file cannot be written.</exception>
    public void Append(ReadOnlyMemory<byte> bytes) => Use(stream =>
    {
        stream.Seek(0, SeekOrigin.End);
        stream.Write(bytes.Span);
        return true;
    });

    /// <exception cref="InputException">The file cannot be written.</exception>
    public void RemoveEnd(int length) => Use(stream =>
    {
        stream.SetLength(stream.Length - length);
        return true;
    });

    public override string ToString() => file.ToString();

    private T Use<T>(Func<FileStream, T> work)
    {
        try
        {
            // Without a buffer, a line reaches the file in one piece.
            using var stream = new FileStream(file.FullName, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            return work(stream);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new InputException($"--record: {file} cannot be read and written: {error.Message} Choose another file.", error);
        }
    }
}
