using Microsoft.Extensions.Logging;

namespace AdapterKit.Hosting;

/// <summary>What a host requires of plugins, and how long it waits for their code.</summary>
public sealed record PluginHostOptions
{
    /// <summary>
    /// The plugins that may run, each identified by the <c>sha256:…</c> of its <c>plugin.json</c>, which pins every other file;
    /// <see langword="null"/> to allow every plugin.
    /// </summary>
    public IReadOnlySet<string>? AllowedManifests { get; init; }

    /// <summary>The maximum size of a plugin's directory, in bytes; 1 GiB by default. Sizes are compared before anything is read.</summary>
    public long MaxPluginBytes { get; init; } = 1L << 30;

    /// <summary>
    /// How long the host waits for a plugin's code to load, and then for each of its tasks to be built and tested, or released; 10 seconds
    /// by default. <see cref="Timeout.InfiniteTimeSpan"/> runs the code on the calling thread.
    /// </summary>
    public TimeSpan LoadTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long the host waits for one task in one pass of <see cref="TaskLease.Predict"/>; 30 seconds by default.
    /// <see cref="Timeout.InfiniteTimeSpan"/> runs the code on the calling thread.
    /// </summary>
    public TimeSpan PredictTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether the host keeps what it served before the last change, so that <see cref="PluginHost.Rollback()"/> can go back to it. That
    /// takes the memory of the changed plugins twice.
    /// </summary>
    public bool KeepsPrevious { get; init; }

    /// <summary>
    /// The interval at which the host looks for changed files; <see langword="null"/>, the default, for never. It refreshes itself once
    /// plugins that have their <c>plugin.json</c> have changed, or are gone, and all have stayed the same for one interval.
    /// </summary>
    public TimeSpan? WatchInterval { get; init; }

    /// <summary>Where the host logs each change of a state, with an event per state; <see langword="null"/> for nowhere.</summary>
    public ILogger? Logger { get; init; }

    /// <summary>
    /// The directory for the host's own copies of plugins, which no one else may write to; a new one in the temporary directory by default.
    /// </summary>
    public string? CopyDirectory { get; init; }

    /// <summary>The contract version that the host supports; set by tests only.</summary>
    internal string Contract { get; init; } = AdapterKit.Contract.Version;
}
