using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AdapterKit.Cli.Console;

namespace AdapterKit.Cli.Runs;

/// <summary>The trainings of earlier commands, one JSON object per line; kept in memory only if there is no file.</summary>
/// <typeparam name="TRun">What is kept of one training.</typeparam>
internal sealed class RunLog<TRun>
{
    private readonly RecordFile? file;
    private readonly JsonTypeInfo<TRun> json;
    private readonly List<TRun> runs = [];

    /// <summary>Reads the runs. A last line that a killed command left unfinished is removed.</summary>
    /// <param name="path">The file; <see langword="null"/> for none.</param>
    /// <param name="json">How a run is written.</param>
    /// <param name="notes">Receives a line if the file had to be repaired.</param>
    /// <exception cref="InputException">The file cannot be read and written, or a line is not a run.</exception>
    public RunLog(FileInfo? path, JsonTypeInfo<TRun> json, TextWriter notes)
    {
        this.json = json;
        if (path is null)
            return;

        file = new RecordFile(path);
        var (lines, rest) = file.Read();
        foreach (var (index, line) in lines.Index())
            runs.Add(Parse(line, index + 1));

        if (rest.IsEmpty)
            return;

        if (RecordFile.IsUnfinished(rest.Span))
        {
            file.RemoveEnd(rest.Length);
            notes.WriteLine(
                $"{path}: line {lines.Count + 1} was not written to its end, because that command was stopped. It was removed; its run "
                + "is repeated.");
            return;
        }

        runs.Add(Parse(rest, lines.Count + 1));
        file.Append("\n"u8.ToArray());
    }

    public TRun? Find(Predicate<TRun> isMatch) => runs.Find(isMatch);

    public void Add(TRun run)
    {
        runs.Add(run);
        file?.Append((byte[])[.. JsonSerializer.SerializeToUtf8Bytes(run, json), (byte)'\n']);
    }

    private TRun Parse(ReadOnlyMemory<byte> line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize(line.Span, json) ?? throw new JsonException("it is null.");
        }
        catch (JsonException error)
        {
            throw new InputException(
                $"{file}, line {number} is not a recorded run: {error.Message} Remove the line; its run is then repeated.", error);
        }
    }
}
