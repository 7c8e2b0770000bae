using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AdapterKit.Cli.Console;

namespace AdapterKit.Cli.Runs;

/// <summary>The trainings of earlier commands, one JSON object per line; kept in memory only if there is no file.</summary>
/// <typeparam name="TRun">What is kept of one training.</typeparam>
internal sealed class RunLog<TRun>
{
    private readonly FileInfo? file;
    private readonly JsonTypeInfo<TRun> json;
    private readonly List<TRun> runs = [];

    /// <exception cref="InputException">A line is not a run.</exception>
    public RunLog(FileInfo? file, JsonTypeInfo<TRun> json)
    {
        (this.file, this.json) = (file, json);
        if (file is { Exists: true })
            runs.AddRange(File.ReadLines(file.FullName).Index().Select(line => Parse(file, line.Index + 1, line.Item)));
    }

    public TRun? Find(Predicate<TRun> isMatch) => runs.Find(isMatch);

    public void Add(TRun run)
    {
        runs.Add(run);
        if (file is not null)
            File.AppendAllText(file.FullName, JsonSerializer.Serialize(run, json) + "\n");
    }

    private TRun Parse(FileInfo file, int number, string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, json)!;
        }
        catch (JsonException error)
        {
            throw new InputException($"{file}, line {number} is not a recorded run: {error.Message}", error);
        }
    }
}
