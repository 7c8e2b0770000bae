using System.CommandLine;
using AdapterKit.Backbones;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Training;

namespace AdapterKit.Cli.Commands;

/// <summary>A command whose errors are sentences and exit codes.</summary>
internal abstract class CliCommand : Command
{
    private readonly CommandContext context;

    protected CliCommand(string name, string description, CommandContext context)
        : base(name, description)
    {
        this.context = context;
        // Off the calling thread, which has to be free to hear Ctrl-C.
        SetAction((arguments, stop) => Task.Run(() => RunGuarded(new Invocation(context, arguments, stop)), CancellationToken.None));
    }

    /// <summary>Does what the command is for.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    protected abstract int Run(Invocation invocation);

    private int RunGuarded(Invocation invocation)
    {
        try
        {
            return Run(invocation);
        }
        catch (OperationCanceledException) when (invocation.Stop.IsCancellationRequested)
        {
            return ExitCode.Stopped;
        }
#pragma warning disable CA1031 // The outermost handler: whatever happened becomes a sentence and an exit code.
        catch (Exception error)
#pragma warning restore CA1031
        {
            var code = CodeOf(error);
            context.Terminal.Error.WriteLine(code == ExitCode.Fault ? $"Unexpected error: {error.Message}" : error.Message);
            if (invocation.Verbose)
                context.Terminal.Error.WriteLine(error);

            return code;
        }
    }

    private static int CodeOf(Exception error) => error switch
    {
        InputException or BundleException or DataException or IOException or UnauthorizedAccessException => ExitCode.BadInput,
        PackageException or BackboneException => ExitCode.NotAvailable,
        _ => ExitCode.Fault,
    };
}
