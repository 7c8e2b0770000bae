using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Runs;

namespace AdapterKit.Cli.Arguments;

/// <summary>The options of commands that train many times: the seeds, and the file that keeps the runs.</summary>
internal sealed class SeriesArguments
{
    private static readonly int[] DefaultSeeds = [1, 2, 3];

    private readonly Option<int[]> seeds = ListOption.CreateNumbers(
        "--seeds", "The random seeds; every training runs once with each", DefaultSeeds);

    private readonly Option<FileInfo?> record = new("--record")
    {
        Description = "A file that keeps every run; a run that it already contains is not repeated",
        HelpName = "path",
    };

    public IEnumerable<Option> All => [seeds, record];

    public IReadOnlyList<int> ReadSeeds(Invocation invocation) => invocation.Get(seeds) is { Length: > 0 } given ? given : DefaultSeeds;

    /// <exception cref="InputException">A line of the file is not such a run.</exception>
    public RunLog<TRun> OpenLog<TRun>(Invocation invocation, JsonTypeInfo<TRun> json) =>
        new(invocation.Get(record), json, invocation.Terminal.Notes);
}
