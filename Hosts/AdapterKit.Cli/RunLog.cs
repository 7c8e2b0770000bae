using System.Text.Json;
using AdapterKit.Cli.Reports;

namespace AdapterKit.Cli;

/// <summary>Trainings that were done before, one JSON object a line; nothing is kept where there is no file.</summary>
internal sealed class RunLog
{
    private readonly FileInfo? file;
    private readonly List<RunReport> runs;

    /// <exception cref="InputException">A line is not a run.</exception>
    public RunLog(FileInfo? file)
    {
        this.file = file;
        runs = file is { Exists: true } ? [.. File.ReadLines(file.FullName).Index().Select(line => Parse(file, line.Index + 1, line.Item))] : [];
    }

    public RunReport? Find(Predicate<RunReport> wanted) => runs.Find(wanted);

    public void Add(RunReport run)
    {
        runs.Add(run);
        if (file is not null)
            File.AppendAllText(file.FullName, JsonSerializer.Serialize(run, ReportJson.Default.RunReport) + "\n");
    }

    private static RunReport Parse(FileInfo file, int number, string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ReportJson.Default.RunReport)!;
        }
        catch (JsonException error)
        {
            throw new InputException($"{file}, line {number} is no recorded run: {error.Message}", error);
        }
    }
}
