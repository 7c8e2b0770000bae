using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using AdapterKit.Backbones;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Reports;
using AdapterKit.Hosting;
using AdapterKit.Interchange;
using AdapterKit.Npm;
using AdapterKit.NuGet;
using AdapterKit.Onnx;
using AdapterKit.Training;

namespace AdapterKit.Cli.Invocations;

/// <summary>Turns errors into exit codes, and into sentences or a line of JSON on standard error.</summary>
/// <param name="terminal">The streams of the command.</param>
/// <param name="json">Whether errors are printed as JSON.</param>
/// <param name="verbose">Whether stack traces are printed.</param>
internal sealed partial class ErrorReporter(Terminal terminal, bool json, bool verbose)
{
    // A message has quotes, which need no escapes outside of a web page.
    private static readonly JsonSerializerOptions Readable = new(ReportJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // Libraries name the parameter of a method, which says nothing to a person.
    [GeneratedRegex(@" \(Parameter '[^']*'\)")]
    private static partial Regex ParameterName { get; }

    /// <summary>Reports errors as a command line asks for.</summary>
    /// <param name="terminal">The streams of the command.</param>
    /// <param name="options">The options that every command has.</param>
    /// <param name="arguments">The command line, which may be invalid otherwise.</param>
    public ErrorReporter(Terminal terminal, CommonOptions options, ParseResult arguments)
        : this(terminal, IsGiven(arguments, options.Json), IsGiven(arguments, options.Verbose))
    {
    }

    /// <summary>Reports an error.</summary>
    /// <returns>Its <see cref="ExitCode"/>.</returns>
    public int Report(Exception error)
    {
        var code = GetExitCode(error);
        var (message, stackTrace) = Read(error);
        return Report(code, code == ExitCode.InternalError ? $"Internal error: {message}" : message, stackTrace);
    }

    /// <summary>Reports a mistake.</summary>
    /// <param name="code">An <see cref="ExitCode"/>.</param>
    /// <param name="message">What was wrong, where, and what to do.</param>
    /// <param name="stackTrace">Where the program noticed it, if it is to be shown.</param>
    /// <returns>The exit code.</returns>
    public int Report(int code, string message, string? stackTrace = null)
    {
        if (json)
        {
            var kind = ExitCode.All.Single(known => known.Code == code).Kind;
            var report = new ErrorReport(kind, code, message, stackTrace);
            terminal.Error.WriteLine(JsonSerializer.Serialize(report, Readable.GetTypeInfo(typeof(ErrorReport))));
            return code;
        }

        terminal.Error.WriteLine(Escape(message));
        if (stackTrace is not null)
            terminal.Error.WriteLine(Escape(stackTrace));

        return code;
    }

    // The exception may be of a plugin's own type, whose message is code of the plugin.
    private (string Message, string? StackTrace) Read(Exception error)
    {
        try
        {
            return (ParameterName.Replace(error.Message, ""), verbose ? error.ToString() : null);
        }
#pragma warning disable CA1031 // Whatever the message throws, the type alone says enough.
        catch (Exception)
#pragma warning restore CA1031
        {
            return (error.GetType().Name, null);
        }
    }

    // A message may quote a file or a plugin, which must not steer the terminal.
    private static string Escape(string message) => message.All(IsPlain)
        ? message
        : string.Concat(message.Select(letter => IsPlain(letter) ? letter.ToString() : $"\\u{(int)letter:x4}"));

    private static bool IsPlain(char letter) => !char.IsControl(letter) || letter is '\n' or '\r' or '\t';

    // The value may be invalid, too: --json=perhaps.
    private static bool IsGiven(ParseResult arguments, Option<bool> option) =>
        arguments.GetResult(option) is { Implicit: false } found && found.Tokens.All(token => token.Value == "true");

    private static int GetExitCode(Exception error) => error switch
    {
        InputException or BundleException or DataException or OnnxExportException or InterchangeException => ExitCode.BadInput,
        TaskConfigException or CheckpointException or SafetensorsException => ExitCode.BadInput,
        IOException or UnauthorizedAccessException => ExitCode.BadInput,
        PackageException or NuGetModelException or BackboneException => ExitCode.NotAvailable,
        PluginException => ExitCode.PluginRefused,
        OutputException => ExitCode.OutputFailed,
        _ => ExitCode.InternalError,
    };
}
