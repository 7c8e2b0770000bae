using System.Diagnostics;
using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests;

/// <summary>Runs scripts with the built program as <c>$ADAPTERKIT</c>, and as the command <c>adapterkit</c>.</summary>
internal static class Shell
{
    public static CommandRun Run(string shell, string script)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException();

        using var folder = new TemporaryFolder();
        var program = folder.PathOf("adapterkit");
        File.WriteAllText(program, $"#!/bin/sh\nexec dotnet exec '{typeof(CommandLine).Assembly.Location}' \"$@\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo(shell, ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ADAPTERKIT"] = program;
        start.Environment["PATH"] = $"{folder.Root}{Path.PathSeparator}{start.Environment["PATH"]}";
        // Its own: the profile of who runs the tests must not matter.
        start.Environment["HOME"] = folder.Root;
        start.Environment.Remove("XDG_DATA_HOME");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CommandRun(process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
