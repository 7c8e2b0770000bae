using System.Diagnostics;

namespace AdapterKit.Packages.Tests;

/// <summary>Runs programs the way a user does in a terminal.</summary>
/// <param name="environment">Environment variables of the programs.</param>
internal sealed class Terminal(IReadOnlyDictionary<string, string> environment)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    /// <summary>Runs a program and returns what it printed.</summary>
    /// <param name="directory">The working directory.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public string Run(string directory, string program, params IEnumerable<string> arguments)
    {
        string[] all = [.. arguments];
        var (exitCode, output, error) = Try(directory, program, all);
        Assert.True(exitCode == 0, $"{program} {string.Join(' ', all)} ended with {exitCode}.\n{output}\n{error}");
        return output;
    }

    /// <summary>Runs a program that may fail.</summary>
    public (int ExitCode, string Output, string Error) Try(string directory, string program, IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(Describe(directory, program, arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Timeout))
            process.Kill(entireProcessTree: true);

        process.WaitForExit();
        return (process.ExitCode, output.Result, error.Result);
    }

    private ProcessStartInfo Describe(string directory, string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The test runner's build sets variables that a user does not have.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);

        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        return start;
    }
}
