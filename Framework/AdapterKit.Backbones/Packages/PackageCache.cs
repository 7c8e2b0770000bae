namespace AdapterKit.Backbones;

/// <summary>Keeps unpacked npm packages in the user's cache folder and fetches what is missing through the <c>npm</c> client.</summary>
/// <remarks>
/// A package counts as present only with a marker that names its hash and is written last, inside a folder that is then renamed into
/// place; so an interrupted fetch is never taken for a whole one. Processes and threads that want the same package wait for one another.
/// </remarks>
public sealed class PackageCache
{
    private const string Marker = ".complete";
    private readonly string? npm;

    /// <summary>Opens a cache; nothing is created or read yet.</summary>
    /// <param name="directory">
    /// Where packages are kept. Default: <c>ADAPTERKIT_CACHE</c>, else <c>adapterkit</c> in the user's cache folder
    /// (<c>XDG_CACHE_HOME</c> or <c>~/.cache</c>; the local application data on Windows).
    /// </param>
    /// <param name="npm">Path of the npm client. Default: the one on the PATH.</param>
    /// <exception cref="PackageException">No directory is given and the user has no home folder.</exception>
    public PackageCache(string? directory = null, string? npm = null) =>
        (Directory, this.npm) = (directory is null ? CacheLocation.Find() : Path.GetFullPath(directory), npm);

    /// <summary>The folder that packages are kept in.</summary>
    public string Directory { get; }

    /// <summary>The folder of a package that was fetched before; null when it was not.</summary>
    public string? Find(NpmPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        var folder = PathOf(package);
        var marker = Path.Combine(folder, Marker);
        return File.Exists(marker) && File.ReadAllText(marker) == package.Integrity ? folder : null;
    }

    /// <summary>Returns the folder of the unpacked package, fetching it first where it is not in the cache.</summary>
    /// <param name="package">What to fetch.</param>
    /// <param name="progress">Told about every step; may be null.</param>
    /// <param name="cancellation">Stops waiting, the download and the unpacking.</param>
    /// <exception cref="NpmMissingException">The package must be downloaded and there is no npm client.</exception>
    /// <exception cref="PackageIntegrityException">The downloaded tarball does not have the pinned hash.</exception>
    /// <exception cref="PackageException">npm failed, the tarball is unsafe, or the cache cannot be written.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public string Fetch(NpmPackage package, IProgress<PackageProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (Find(package) is { } present) return present;
        try
        {
            System.IO.Directory.CreateDirectory(Directory);
            using var held = CacheLock.Take(
                PathOf(package) + ".lock", () => progress?.Report(new(package, PackagePhase.Waiting)), cancellation);
            return Find(package) ?? Install(package, progress, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PackageException(
                $"{package} could not be written to the cache {Directory}: {e.Message} Set {CacheLocation.Variable} to a folder that can be written{package.FolderHint}.", e);
        }
    }

    private string Install(NpmPackage package, IProgress<PackageProgress>? progress, CancellationToken cancellation)
    {
        var folder = PathOf(package);
        var tarball = folder + ".tgz";
        if (!IsPinned(package, tarball, progress)) Download(package, tarball, progress, cancellation);

        var unpacked = EmptyFolder(folder + ".part");
        PackageArchive.Unpack(
            tarball, unpacked, done => progress?.Report(new(package, PackagePhase.Unpacking, done)), cancellation);
        File.WriteAllText(Path.Combine(unpacked, Marker), package.Integrity);

        Delete(folder);
        System.IO.Directory.Move(unpacked, folder);
        File.Delete(tarball);
        return folder;
    }

    private void Download(NpmPackage package, string tarball, IProgress<PackageProgress>? progress, CancellationToken cancellation)
    {
        var client = Client() ?? throw new NpmMissingException(
            $"{package} has to be downloaded, and the npm client that does it was not found{(npm is null ? " on the PATH" : $" at {npm}")}. "
            + $"Install Node.js, which brings npm, and start again{package.FolderHint}.");
        progress?.Report(new(package, PackagePhase.Downloading));
        var folder = EmptyFolder(tarball + ".part");
        File.Move(client.Pack(package, folder, cancellation), tarball, overwrite: true);
        Delete(folder);

        if (!IsPinned(package, tarball, progress))
        {
            var found = PackageArchive.Integrity(tarball);
            File.Delete(tarball);
            throw new PackageIntegrityException(
                $"The downloaded {package} is not the pinned one and was deleted.\n  pinned {package.Integrity}\n  found  {found}\n"
                + "Ask whoever runs the registry that npm is set to use; the pinned hash is part of this program.");
        }
    }

    private NpmClient? Client() => npm is null
        ? NpmClient.Find(Environment.GetEnvironmentVariable("PATH"))
        : File.Exists(npm) ? new NpmClient(npm) : null;

    private static bool IsPinned(NpmPackage package, string tarball, IProgress<PackageProgress>? progress)
    {
        if (!File.Exists(tarball)) return false;
        progress?.Report(new(package, PackagePhase.Verifying));
        return PackageArchive.Integrity(tarball) == package.Integrity;
    }

    private string PathOf(NpmPackage package) => Path.Combine(Directory, package.FolderName);

    // What lies under these names is left from a run that was cut off: whoever is here holds the lock.
    private static string EmptyFolder(string path)
    {
        Delete(path);
        System.IO.Directory.CreateDirectory(path);
        return path;
    }

    private static void Delete(string folder)
    {
        if (System.IO.Directory.Exists(folder)) System.IO.Directory.Delete(folder, recursive: true);
    }
}
