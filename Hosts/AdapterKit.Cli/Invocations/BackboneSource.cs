using AdapterKit.Backbones;
using AdapterKit.Cli.Console;

namespace AdapterKit.Cli.Invocations;

/// <summary>Opens the backbone that a command runs on.</summary>
/// <param name="folder">A folder to load it from; the cache where it is not given.</param>
/// <param name="terminal">Where progress of a download is shown.</param>
/// <param name="stop">Ends a download.</param>
internal delegate Backbone BackboneSource(string? folder, Terminal terminal, CancellationToken stop);

internal static class BackboneSources
{
    /// <summary>A folder's backbone; without a folder, Universal Sentence Encoder lite, fetched where it is missing.</summary>
    public static Backbone Catalog(string? folder, Terminal terminal, CancellationToken stop) =>
        BackboneCatalog.Open(folder, UseLite.Id, progress: new DownloadReporter(terminal), cancellation: stop);
}
