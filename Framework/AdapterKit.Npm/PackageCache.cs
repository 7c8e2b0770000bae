using IO = System.IO;

namespace AdapterKit.Npm;

/// <summary>Keeps unpacked npm packages in the user's cache directory and downloads missing ones with the <c>npm</c> client.</summary>
/// <remarks>
/// A package counts as present only if its directory contains a marker with its hash. The marker is written last, into a directory that
/// is then renamed into place, so an interrupted download is never mistaken for a complete one. Processes and threads that need the same
/// package wait for one another.
/// </remarks>
public sealed class PackageCache
{
    private const string Marker = ".complete";
    private readonly string? npm;

    /// <summary>Opens a cache; nothing is created or read yet.</summary>
    /// <param name="directory">
    /// The directory that packages are kept in. Default: <c>ADAPTERKIT_CACHE</c>, else <c>adapterkit</c> in the user's cache directory
    /// (<c>XDG_CACHE_HOME</c> or <c>~/.cache</c>; the local application data on Windows).
    /// </param>
    /// <param name="npm">The path of the npm client. Default: the one on the PATH.</param>
    /// <exception cref="PackageException"><paramref name="directory"/> is null and the user has no home directory.</exception>
    public PackageCache(string? directory = null, string? npm = null)
    {
        Directory = directory is null ? CacheLocation.Find() : Path.GetFullPath(directory);
        this.npm = npm;
    }

    /// <summary>The directory that packages are kept in.</summary>
    public string Directory { get; }

    /// <summary>Finds a package that was fetched before.</summary>
    /// <param name="package">The package.</param>
    /// <returns>Its directory; null if the cache does not contain it.</returns>
    public string? Find(NpmPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        var directory = GetPath(package);
        var marker = Path.Combine(directory, Marker);
        return File.Exists(marker) && File.ReadAllText(marker) == package.Integrity ? directory : null;
    }

    /// <summary>Returns the directory of the unpacked package, and downloads it first if the cache does not contain it.</summary>
    /// <param name="package">The package to fetch.</param>
    /// <param name="progress">Receives a report for every step; may be null.</param>
    /// <param name="cancellationToken">Cancels waiting, the download and the unpacking.</param>
    /// <exception cref="NpmMissingException">The package must be downloaded and there is no npm client.</exception>
    /// <exception cref="PackageIntegrityException">The downloaded tarball does not have the pinned hash.</exception>
    /// <exception cref="PackageException">npm failed, the tarball is unsafe, or the cache cannot be written.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public async Task<string> FetchAsync(
        NpmPackage package, IProgress<PackageProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (Find(package) is { } present)
            return present;

        try
        {
            IO.Directory.CreateDirectory(Directory);
            using var held = await CacheLock.AcquireAsync(
                GetPath(package) + ".lock",
                () => progress?.Report(new(package, PackagePhase.Waiting)),
                cancellationToken).ConfigureAwait(false);
            return Find(package) ?? await InstallAsync(package, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PackageException(
                $"{package} could not be written to the cache {Directory}: {error.Message} "
                + $"Set {CacheLocation.Variable} to a writable directory{package.DirectoryHint}.",
                error);
        }
    }

    private async Task<string> InstallAsync(
        NpmPackage package, IProgress<PackageProgress>? progress, CancellationToken cancellationToken)
    {
        var directory = GetPath(package);
        var tarball = directory + ".tgz";
        if (!await IsPinnedAsync(package, tarball, progress, cancellationToken).ConfigureAwait(false))
            await DownloadAsync(package, tarball, progress, cancellationToken).ConfigureAwait(false);

        var unpacked = CreateEmpty(directory + ".part");
        await PackageArchive.UnpackAsync(
            tarball,
            unpacked,
            done => progress?.Report(new(package, PackagePhase.Unpacking, done)),
            cancellationToken).ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(unpacked, Marker), package.Integrity, cancellationToken).ConfigureAwait(false);

        Delete(directory);
        IO.Directory.Move(unpacked, directory);
        File.Delete(tarball);
        return directory;
    }

    private async Task DownloadAsync(
        NpmPackage package, string tarball, IProgress<PackageProgress>? progress, CancellationToken cancellationToken)
    {
        var client = FindClient() ?? throw new NpmMissingException(
            $"{package} must be downloaded, but the npm client was not found{(npm is null ? " on the PATH" : $" at {npm}")}. "
            + $"Install Node.js, which includes npm, and start again{package.DirectoryHint}.");
        progress?.Report(new(package, PackagePhase.Downloading));
        var directory = CreateEmpty(tarball + ".part");
        File.Move(await client.PackAsync(package, directory, cancellationToken).ConfigureAwait(false), tarball, overwrite: true);
        Delete(directory);

        if (await IsPinnedAsync(package, tarball, progress, cancellationToken).ConfigureAwait(false))
            return;

        var found = await PackageArchive.ComputeIntegrityAsync(tarball, cancellationToken).ConfigureAwait(false);
        File.Delete(tarball);
        throw new PackageIntegrityException(
            $"The downloaded {package} does not have the pinned hash and was deleted.\n  pinned {package.Integrity}\n  found  {found}\n"
            + "Ask whoever runs the registry that npm is set to use; the pinned hash is part of this program.");
    }

    private NpmClient? FindClient()
    {
        if (npm is null)
            return NpmClient.Find(Environment.GetEnvironmentVariable("PATH"));

        return File.Exists(npm) ? new NpmClient(npm) : null;
    }

    private static async Task<bool> IsPinnedAsync(
        NpmPackage package, string tarball, IProgress<PackageProgress>? progress, CancellationToken cancellationToken)
    {
        if (!File.Exists(tarball))
            return false;

        progress?.Report(new(package, PackagePhase.Verifying));
        return await PackageArchive.ComputeIntegrityAsync(tarball, cancellationToken).ConfigureAwait(false) == package.Integrity;
    }

    private string GetPath(NpmPackage package) => Path.Combine(Directory, package.DirectoryName);

    // Whatever lies under this name is left from an interrupted run: the caller holds the lock.
    private static string CreateEmpty(string path)
    {
        Delete(path);
        IO.Directory.CreateDirectory(path);
        return path;
    }

    private static void Delete(string directory)
    {
        if (IO.Directory.Exists(directory))
            IO.Directory.Delete(directory, recursive: true);
    }
}
