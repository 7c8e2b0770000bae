namespace AdapterKit.Cluster;

/// <summary>Keeps archives of weights where all silos reach them, each under the hash of its bytes.</summary>
public interface IBlobStore
{
    /// <summary>Keeps an archive; one that is there already is not written again.</summary>
    /// <param name="hash">The <c>sha256:…</c> of its bytes.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="InvalidDataException">The bytes have another hash: nothing is kept.</exception>
    Task PutAsync(string hash, Stream content, CancellationToken cancellationToken = default);

    /// <summary>Opens an archive. Whoever reads it verifies its hash.</summary>
    /// <param name="hash">The <c>sha256:…</c> of its bytes.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The bytes, owned by the caller; <see langword="null"/> if there is no such archive.</returns>
    Task<Stream?> OpenAsync(string hash, CancellationToken cancellationToken = default);
}
