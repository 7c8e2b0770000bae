using System.CommandLine;
using AdapterKit.Backbones;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Npm;
using AdapterKit.NuGet;
using AdapterKit.Onnx;
using AdapterKit.Training;

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
        context.Terminal.IsQuiet = invocation.Quiet;
        try
        {
            return Run(invocation);
        }
        catch (OperationCanceledException) when (invocation.CancellationToken.IsCancellationRequested)
        {
            return ExitCode.Canceled;
        }
#pragma warning disable CA1031 // The outermost handler: every error becomes a sentence and an exit code.
        catch (Exception error)
#pragma warning restore CA1031
        {
            var code = GetExitCode(error);
            context.Terminal.Error.WriteLine(code == ExitCode.InternalError ? $"Internal error: {error.Message}" : error.Message);
            if (invocation.Verbose)
                context.Terminal.Error.WriteLine(error);

            return code;
        }
    }

    private static int GetExitCode(Exception error) => error switch
    {
        InputException or BundleException or DataException or OnnxExportException or IOException or UnauthorizedAccessException =>
            ExitCode.BadInput,
        PackageException or NuGetModelException or BackboneException => ExitCode.NotAvailable,
        OutputException => ExitCode.OutputFailed,
        _ => ExitCode.InternalError,
    };
}
