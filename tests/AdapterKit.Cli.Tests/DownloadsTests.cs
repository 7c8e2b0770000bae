using System.Diagnostics;
using AdapterKit.Cli.Console;
using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests;

/// <summary>A process of its own, because the cache and the npm client are found through environment variables.</summary>
public sealed class DownloadsTests
{
    [Fact]
    public async Task Without_npm_the_error_says_what_to_install_and_which_option_takes_a_directory()
    {
        using var cache = new TemporaryFolder();
        string[] command = ["exec", typeof(CommandLine).Assembly.Location, "embed", "text", "--backbone", UseLite.Id];
        var start = new ProcessStartInfo("dotnet", command)
        {
            RedirectStandardError = true,
            Environment = { ["PATH"] = "", ["ADAPTERKIT_CACHE"] = cache.Root, ["ADAPTERKIT_BACKBONE"] = "" },
        };
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(ExitCode.NotAvailable, process.ExitCode);
        Assert.Contains("Install Node.js", error, StringComparison.Ordinal);
        Assert.Contains("--backbone or ADAPTERKIT_BACKBONE", error, StringComparison.Ordinal);
    }
}
