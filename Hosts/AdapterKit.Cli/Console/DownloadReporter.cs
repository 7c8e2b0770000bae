using AdapterKit.Backbones;

namespace AdapterKit.Cli.Console;

/// <summary>Says what a download is at, a line for each phase, beside the results.</summary>
internal sealed class DownloadReporter(Terminal terminal) : IProgress<PackageProgress>
{
    private (NpmPackage, PackagePhase)? said;

    public void Report(PackageProgress value)
    {
        if (said == (value.Package, value.Phase))
            return;

        said = (value.Package, value.Phase);
        terminal.Error.WriteLine($"{value.Package}: {value.Phase.ToString().ToLowerInvariant()} …");
    }
}
