using System.Text;
using System.Text.Json;
using AdapterKit.Backbones;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;

namespace AdapterKit.Cli.Tests;

/// <summary>One run of the command in this process, and what it said.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static BackboneSource NoBackbone { get; } = (_, _, _) => throw new PackageException("There is no backbone here.");

    /// <summary>What was printed, as JSON.</summary>
    public JsonElement Json => JsonElement.Parse(Output);

    /// <param name="arguments">The command line.</param>
    /// <param name="backbone">Where the backbone comes from; from the cache or npm where it is not given.</param>
    /// <param name="input">Standard input; a person at a keyboard where it is not given.</param>
    /// <param name="stopAt">Ctrl-C is pressed when the command says this on the error stream.</param>
    public static CommandRun Of(string[] arguments, BackboneSource? backbone = null, byte[]? input = null, string? stopAt = null)
    {
        using var stop = new CancellationTokenSource();
        using var stdin = new MemoryStream(input ?? []);
        using var output = new StringWriter();
        using var error = new WatchedWriter(stopAt, stop);
        var terminal = new Terminal(stdin, input is not null, output, error);
        var code = new CommandLine(terminal, backbone).RunAsync(arguments, stop.Token).GetAwaiter().GetResult();
        return new CommandRun(code, output.ToString(), error.ToString());
    }

    private sealed class WatchedWriter(string? stopAt, CancellationTokenSource stop) : StringWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (stopAt is not null && value!.Contains(stopAt, StringComparison.Ordinal))
                stop.Cancel();
        }
    }
}
