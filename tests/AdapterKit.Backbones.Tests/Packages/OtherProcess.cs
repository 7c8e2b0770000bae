using System.Diagnostics;

namespace AdapterKit.Backbones.Tests;

/// <summary>This assembly, started once more: see Program.cs.</summary>
internal static class OtherProcess
{
    public static async Task<string> Fetch(FakeNpm fake)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "exec", typeof(OtherProcess).Assembly.Location,
                fake.CacheFolder, fake.Npm, fake.Package.Name, fake.Package.Version, fake.Package.Integrity,
            },
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output.TrimEnd();
    }
}
