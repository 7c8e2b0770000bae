using AdapterKit.Hosting;

namespace AdapterKit.Cluster;

/// <summary>What this process serves itself.</summary>
internal interface ILocalSilo
{
    /// <summary>The hash of its backbone.</summary>
    string Backbone { get; }

    /// <summary>Its tasks.</summary>
    IReadOnlyList<SiloTask> Tasks { get; }

    /// <summary>The number of tokens that wait.</summary>
    int QueuedTokens { get; }

    /// <summary>Answers rows here, and passes none on.</summary>
    IRowRunner Runner { get; }

    /// <summary>Whether it serves a task.</summary>
    bool Serves(string task);

    /// <summary>Whether a task is out of service.</summary>
    bool IsQuarantined(string task);

    /// <summary>Accepts nothing more, and waits until everything that was accepted is answered.</summary>
    Task DrainAsync(CancellationToken cancellationToken);
}
