using AdapterKit.Npm;

namespace AdapterKit.Cli.Console;

/// <summary>Prints one line for each phase of a download to the error stream.</summary>
internal sealed class DownloadReporter(Terminal terminal) : IProgress<PackageProgress>
{
    private (NpmPackage, PackagePhase)? reported;

    public void Report(PackageProgress value)
    {
        if (reported == (value.Package, value.Phase))
            return;

        reported = (value.Package, value.Phase);
        terminal.Error.WriteLine($"{value.Package}: {value.Phase.ToString().ToLowerInvariant()} …");
    }
}
