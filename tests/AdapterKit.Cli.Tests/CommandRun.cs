using System.Text;
using System.Text.Json;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Npm;

namespace AdapterKit.Cli.Tests;

/// <summary>The result of one run of the command in this process.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static BackboneSource NoBackbone { get; } = (_, _, _) => throw new PackageException("There is no backbone here.");

    /// <summary>Standard output, parsed as JSON.</summary>
    public JsonElement Json => JsonElement.Parse(Output);

    /// <summary>The lines of standard output.</summary>
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The lines of standard output, each parsed as JSON.</summary>
    public IReadOnlyList<JsonElement> JsonLines => [.. Lines.Select(line => JsonElement.Parse(line))];

    /// <param name="arguments">The command line.</param>
    /// <param name="backbone">Opens the backbone; <see langword="null"/> for the published one.</param>
    /// <param name="input">Standard input; <see langword="null"/> for a keyboard.</param>
    /// <param name="stopAt">Cancels the command when a line of the error stream contains this text.</param>
    /// <param name="stopAfter">Cancels the command after this time; <see langword="null"/> to let it run to its end.</param>
    public static CommandRun Of(
        string[] arguments, BackboneSource? backbone = null, byte[]? input = null, string? stopAt = null, TimeSpan? stopAfter = null)
    {
        using var stdin = input is null ? null : new MemoryStream(input);
        using var output = new StringWriter();
        return Of(arguments, backbone, stdin, output, stopAt, stopAfter);
    }

    /// <summary>Runs the command with streams of the caller.</summary>
    public static CommandRun Of(
        string[] arguments,
        BackboneSource? backbone,
        Stream? input,
        TextWriter output,
        string? stopAt = null,
        TimeSpan? stopAfter = null)
    {
        using var stop = new CancellationTokenSource(stopAfter ?? Timeout.InfiniteTimeSpan);
        using var error = new WatchedWriter(stopAt, stop);
        var terminal = new Terminal(input ?? Stream.Null, input is not null, output, error);
        var code = new CommandLine(terminal, backbone).RunAsync(arguments, stop.Token).GetAwaiter().GetResult();
        return new CommandRun(code, output.ToString()!, error.ToString());
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
