using System.CommandLine;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;

namespace AdapterKit.Cli.Commands;

/// <summary>A command that turns errors into sentences and exit codes.</summary>
internal abstract class CliCommand : Command
{
    private readonly CommandContext context;

    protected CliCommand(string name, string description, CommandContext context)
        : base(name, description)
    {
        this.context = context;
        // Another thread runs the command, so that the calling one can react to Ctrl-C.
        SetAction((arguments, cancellationToken) =>
            Task.Run(() => RunGuarded(new Invocation(context, arguments, cancellationToken)), CancellationToken.None));
    }

    /// <summary>Command lines for the help, without the name of the program.</summary>
    public abstract IReadOnlyList<string> Examples { get; }

    protected void AddAll(params IEnumerable<Option> options)
    {
        foreach (var option in options)
            Add(option);
    }

    /// <summary>Runs the command.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    protected abstract int Run(Invocation invocation);

    private int RunGuarded(Invocation invocation)
    {
        (context.Terminal.IsQuiet, context.Terminal.IsJson) = (invocation.Quiet, invocation.Json);
        try
        {
            return Run(invocation);
        }
        catch (OperationCanceledException error) when (invocation.CancellationToken.IsCancellationRequested)
        {
            return invocation.Errors.Report(ExitCode.Canceled, error is StoppedException ? error.Message : "Stopped.");
        }
#pragma warning disable CA1031 // The outermost handler: every error becomes a sentence and an exit code.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return invocation.Errors.Report(error);
        }
    }
}
