using System.CommandLine;
using AdapterKit.Backbones;
using AdapterKit.Npm;
using AdapterKit.Training;

namespace AdapterKit.Cli.Commands;

/// <summary>A command whose errors are sentences and exit codes.</summary>
internal abstract class ToolCommand : Command
{
    private readonly Tool tool;

    protected ToolCommand(string name, string description, Tool tool)
        : base(name, description)
    {
        this.tool = tool;
        // Off the calling thread, which has to be free to hear Ctrl-C.
        SetAction((arguments, stop) => Task.Run(() => RunGuarded(new Invocation(tool, arguments, stop)), CancellationToken.None));
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
            tool.Terminal.Error.WriteLine(code == ExitCode.Fault ? $"Unexpected error: {error.Message}" : error.Message);
            if (invocation.Verbose)
                tool.Terminal.Error.WriteLine(error);

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
