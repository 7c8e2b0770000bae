using System.CommandLine;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Runs;

namespace AdapterKit.Cli.Arguments;

/// <summary>The options for stopping a training and resuming it later.</summary>
internal sealed class CheckpointArguments
{
    private readonly Option<bool> resume = new("--resume") { Description = "Continue from where the same command was stopped" };
    private readonly Option<DirectoryInfo?> checkpoints = new("--checkpoints")
    {
        Description = "The directory that training saves to after each epoch and on Ctrl-C [default: in the cache]",
        HelpName = "directory",
    };

    public IEnumerable<Option> All => [resume, checkpoints];

    /// <inheritdoc cref="ResumableRun.Open" />
    /// <exception cref="InputException">There is nothing to resume.</exception>
    public ResumableRun Open(Invocation invocation, string name, params IReadOnlyList<string> parts) =>
        ResumableRun.Open(invocation.Get(checkpoints), name, invocation.Get(resume), parts);
}
