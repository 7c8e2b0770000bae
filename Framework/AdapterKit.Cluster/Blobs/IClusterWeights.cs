namespace AdapterKit.Cluster;

/// <summary>Gives the tasks of all silos the same weights.</summary>
public interface IClusterWeights
{
    /// <summary>Lets the other silos serve the weights that this one serves.</summary>
    /// <param name="task">The task.</param>
    /// <param name="hash">The <c>sha256:…</c> of the archive.</param>
    /// <param name="archive">The archive.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="InvalidOperationException">The silos share no store of blobs.</exception>
    /// <exception cref="ArgumentException">The task is not served here.</exception>
    Task PublishAsync(string task, string hash, Stream archive, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes published weights back: silos that start from now on serve those of their plugin. What is served already stays.
    /// </summary>
    /// <param name="task">The task; nothing happens if no weights of it are published.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ArgumentException">The task is not served here.</exception>
    Task WithdrawAsync(string task, CancellationToken cancellationToken = default);
}
