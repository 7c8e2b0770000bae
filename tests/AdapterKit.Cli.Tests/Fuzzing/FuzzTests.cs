using System.Globalization;
using AdapterKit.Cli.Console;
using Xunit.Abstractions;

namespace AdapterKit.Cli.Tests.Fuzzing;

/// <summary>No input ends in an internal error: a mistake is a sentence, or a line of JSON, and an exit code that is documented.</summary>
public sealed class FuzzTests(FuzzWorld world, ITestOutputHelper output) : IClassFixture<FuzzWorld>
{
    // ADAPTERKIT_FUZZ=first..last tries other seeds, see the README of this folder.
    private static readonly (int First, int Last) Seeds = ReadSeeds();

    // ADAPTERKIT_FUZZ_LOG names a file for the case that runs, in case it ends the whole process.
    private static readonly string? Log = Environment.GetEnvironmentVariable("ADAPTERKIT_FUZZ_LOG");

    public static TheoryData<string> Commands => [.. FuzzCommand.All.Select(command => command.Name)];

    [Theory, MemberData(nameof(Commands))]
    public void No_input_ends_in_an_internal_error(string name)
    {
        var command = FuzzCommand.All.Single(command => command.Name == name);
        var faults = new List<string>();
        var codes = new List<int>();
        for (var seed = Seeds.First; seed < Seeds.Last; seed++)
        {
            using var tried = new FuzzCase(world, seed, command);
            if (Log is not null)
                File.WriteAllText(Log, ToPrintable($"Seed {seed}: {tried}"));

            if (FindFault(tried, codes) is { } fault)
                faults.Add($"Seed {seed}: {tried}\n  {fault}");
        }

        output.WriteLine(string.Join(", ", codes.CountBy(code => code).OrderBy(code => code.Key)));
        Assert.True(faults.Count == 0, ToPrintable(string.Join("\n\n", faults)));
    }

    private static string? FindFault(FuzzCase tried, List<int> codes)
    {
        try
        {
            var run = tried.Run();
            codes.Add(run.ExitCode);
            return Judge(run) is { } fault
                ? $"{fault}\n  exit {run.ExitCode}: {run.Error}\n  With --verbose: {tried.Run("--verbose").Error}"
                : null;
        }
#pragma warning disable CA1031 // Whatever comes out of the command is what this test looks for.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return $"An exception left the command: {error}";
        }
    }

    private static string? Judge(CommandRun run)
    {
        if (run.ExitCode == ExitCode.InternalError || ExitCode.All.All(known => known.Code != run.ExitCode))
            return "An internal error, or an exit code that is not documented.";

        if (run.ExitCode is ExitCode.Success or ExitCode.PluginRefused)
            return null;

        var last = run.Error.TrimEnd().Split('\n')[^1];
        if (last.Length == 0)
            return "An error without a word.";

        // A stack trace of --verbose names types.
        return last.Contains(" at AdapterKit.", StringComparison.Ordinal)
            ? null
            : last.Contains("(Parameter '", StringComparison.Ordinal) || last.Contains("Exception", StringComparison.Ordinal)
            || last.Contains("'System.", StringComparison.Ordinal)
                ? "The words of a program, not of a person."
                : null;
    }

    private static string ToPrintable(string text) => string.Concat(text.Select(letter =>
        letter != '\n' && (char.IsControl(letter) || char.IsSurrogate(letter) || letter > 0xFFF0)
            ? $"\\u{(int)letter:x4}"
            : letter.ToString()));

    private static (int First, int Last) ReadSeeds() =>
        Environment.GetEnvironmentVariable("ADAPTERKIT_FUZZ")?.Split("..").Select(Parse).ToList() is [var first, var last]
            ? (first, last)
            : (0, 140);

    private static int Parse(string number) => int.Parse(number, CultureInfo.InvariantCulture);
}
