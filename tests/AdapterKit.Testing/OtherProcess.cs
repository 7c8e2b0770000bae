using System.Diagnostics;
using System.Reflection;
using Xunit;

namespace AdapterKit.Testing;

/// <summary>A test assembly with a <c>Program.cs</c>, started as a second process.</summary>
public static class OtherProcess
{
    /// <summary>Runs the program, which must succeed.</summary>
    /// <returns>What it printed, without the white space at the end.</returns>
    public static async Task<string> RunAsync(
        Assembly assembly, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output.TrimEnd();
    }
}
