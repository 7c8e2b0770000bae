using System.Text.Json;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;

namespace AdapterKit.Cli.Tests;

/// <summary>With <c>--json</c>, an error is one JSON object: the last line of standard error.</summary>
public sealed class JsonErrorTests
{
    private static readonly BackboneSource Broken = (_, _, _) => throw new NotSupportedException("Cracked.");

    public static TheoryData<int> Errors => [.. ExitCode.All.Select(code => code.Code).Where(code => code != ExitCode.Success)];

    [Theory, MemberData(nameof(Errors))]
    public void Every_error_is_an_object_with_its_kind_its_exit_code_and_its_message(int code)
    {
        using var plugins = PluginFolder.OnTinyBackbone("Spam", "Reply");
        File.Delete(plugins.PathOf("Spam", "spam", "adapter.safetensors"));
        foreach (var quiet in new[] { false, true })
        {
            var plain = Provoke(code, ["--plugins", plugins.Root, .. quiet ? ["--quiet"] : (string[])[]]);
            var run = Provoke(code, ["--plugins", plugins.Root, "--json", .. quiet ? ["--quiet"] : (string[])[]]);

            var error = ReadError(run, isOnlyLine: quiet);
            Assert.Equal((code, code), (plain.ExitCode, run.ExitCode));
            Assert.Equal(["kind", "exitCode", "message"], error.EnumerateObject().Select(property => property.Name));
            Assert.Equal(code, error.GetProperty("exitCode").GetInt32());
            Assert.Equal(ExitCode.All.Single(known => known.Code == code).Kind, error.TextAt("kind"));
            Assert.EndsWith(error.TextAt("message"), plain.Error.TrimEnd(), StringComparison.Ordinal);
            // Refused plugins are no failure: the result is there.
            Assert.Equal(code == ExitCode.PluginRefused, run.Output.Length > 0);
        }
    }

    [Fact]
    public void A_wrong_command_line_says_everything_in_one_object()
    {
        var run = CommandRun.Of(["predict", "--jsn", "--tsk", "--json"], CommandRun.NoBackbone);

        var message = ReadError(run, isOnlyLine: true).TextAt("message");
        Assert.Contains("'--jsn'. Did you mean '--json'?", message, StringComparison.Ordinal);
        Assert.Contains("'--tsk'. Did you mean '--task'?", message, StringComparison.Ordinal);
        Assert.Contains("adapterkit predict --help", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("predict", "hi", "--json", "--verbose")]
    [InlineData("predict", "hi", "--json=true", "--verbose=true")]
    public void The_stack_trace_is_a_property_too(params string[] arguments)
    {
        var error = ReadError(CommandRun.Of(arguments, Broken), isOnlyLine: true);

        Assert.Equal("Internal error: Cracked.", error.TextAt("message"));
        Assert.Contains("NotSupportedException: Cracked.", error.TextAt("stackTrace"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("predict", "hi")]
    [InlineData("predict", "hi", "--json=false")]
    [InlineData("predict", "--", "--json")]
    public void Without_the_option_an_error_is_a_sentence(params string[] arguments) =>
        Assert.Equal("There is no backbone here.", CommandRun.Of(arguments, CommandRun.NoBackbone).Error.Trim());

    [Theory]
    [InlineData("--help")]
    [InlineData("--version")]
    [InlineData("completion", "bash")]
    [InlineData("[suggest]", "adapterkit pre")]
    public void Output_that_cannot_be_written_is_an_error_outside_of_commands_too(params string[] arguments)
    {
        using var error = new StringWriter();

        Assert.Equal(ExitCode.OutputFailed, RunWithoutOutput(arguments, error));
        Assert.Contains("could not be written to standard output", error.ToString(), StringComparison.Ordinal);
    }

    private static JsonElement ReadError(CommandRun run, bool isOnlyLine)
    {
        var lines = run.Error.TrimEnd().Split('\n');
        Assert.True(!isOnlyLine || lines.Length == 1, run.Error);
        return JsonElement.Parse(lines[^1]);
    }

    private static CommandRun Provoke(int code, string[] options)
    {
        switch (code)
        {
            case ExitCode.PluginRefused:
                return CommandRun.Of(["predict", "hi", .. options], TinyBackbone.Open);
            case ExitCode.Canceled:
                return CommandRun.Of(["embed", "hi", .. options], TinyBackbone.Open, stopAfter: TimeSpan.Zero);
            case ExitCode.OutputFailed:
                using (var error = new StringWriter())
                    return new CommandRun(RunWithoutOutput(["embed", "hi", .. options], error), "", error.ToString());

            default:
                return CommandRun.Of(["predict", .. code == ExitCode.BadInput ? [] : (string[])["hi"], .. options], code switch
                {
                    ExitCode.InternalError => Broken,
                    _ => CommandRun.NoBackbone,
                });
        }
    }

    private static int RunWithoutOutput(string[] arguments, StringWriter error)
    {
        using var full = new OutputWriter(new FullWriter());
        var terminal = new Terminal(Stream.Null, false, full, error);
        return new CommandLine(terminal, TinyBackbone.Open).RunAsync(arguments).GetAwaiter().GetResult();
    }

    private sealed class FullWriter : StringWriter
    {
        public override void Write(char value) => throw new IOException("No space left on device");

        public override void Write(char[] buffer, int index, int count) => Write('\0');

        public override void Write(string? value) => Write('\0');

        public override void WriteLine(string? value) => Write('\0');
    }
}
