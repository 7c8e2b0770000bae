using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Runs;

namespace AdapterKit.Cli.Arguments;

/// <summary>The options of commands that train many times: with which seeds, and where runs are kept.</summary>
internal sealed class SeriesArguments
{
    private readonly Option<int[]> seeds = new("--seeds")
    {
        Description = "The seeds",
        HelpName = "numbers",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [1, 2, 3],
    };

    private readonly Option<FileInfo?> record = new("--record") { Description = "Keep every run in this file, and do none again that is in it", HelpName = "path" };

    public IEnumerable<Option> All => [seeds, record];

    public IReadOnlyList<int> Seeds(Invocation invocation) => invocation.Get(seeds)!;

    /// <exception cref="InputException">The file holds something else than such runs.</exception>
    public RunLog<TRun> Log<TRun>(Invocation invocation, JsonTypeInfo<TRun> json) => new(invocation.Get(record), json);
}
