using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace AdapterKit.Npm;

/// <summary>The tarball of an npm package.</summary>
internal static class PackageArchive
{
    /// <summary>Computes the subresource integrity of a tarball: <c>sha512-…</c> in base64.</summary>
    public static async Task<string> ComputeIntegrityAsync(string tarball, CancellationToken cancellationToken = default)
    {
        using var stream = File.OpenRead(tarball);
        return "sha512-" + Convert.ToBase64String(await SHA512.HashDataAsync(stream, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Unpacks files and directories, without the leading <c>package/</c> that npm gives every entry.</summary>
    /// <exception cref="PackageException">The tarball is malformed, or an entry is a link or lies outside the directory.</exception>
    public static async Task UnpackAsync(string tarball, string directory, Action<double> progress, CancellationToken cancellationToken)
    {
        var root = Path.GetFullPath(directory) + Path.DirectorySeparatorChar;
        try
        {
            using var file = File.OpenRead(tarball);
            using var plain = new GZipStream(file, CompressionMode.Decompress);
            using var tar = new TarReader(plain);
            while (await tar.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
            {
                await UnpackAsync(entry, root, tarball, cancellationToken).ConfigureAwait(false);
                progress((double)file.Position / file.Length);
            }
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new PackageException($"{tarball} is not a tarball that can be unpacked: {error.Message}", error);
        }
    }

    private static async Task UnpackAsync(TarEntry entry, string root, string tarball, CancellationToken cancellationToken)
    {
        if (entry.EntryType is TarEntryType.GlobalExtendedAttributes)
            return;

        var path = Path.GetFullPath(Path.Combine(root, WithoutFirstDirectory(entry.Name)));
        if (!(path + Path.DirectorySeparatorChar).StartsWith(root, StringComparison.Ordinal))
        {
            throw new PackageException(
                $"{tarball}: the entry \"{entry.Name}\" would be written outside the package's directory; nothing was installed.");
        }

        switch (entry.EntryType)
        {
            case TarEntryType.Directory:
                Directory.CreateDirectory(path);
                break;
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await WriteAsync(entry.DataStream, path, cancellationToken).ConfigureAwait(false);
                break;
            default:
                // A link could lead a later entry out of the directory, and npm packs none.
                throw new PackageException(
                    $"{tarball}: the entry \"{entry.Name}\" is a {entry.EntryType}; a package may contain files and directories only.");
        }
    }

    private static async Task WriteAsync(Stream? content, string path, CancellationToken cancellationToken)
    {
        using var target = File.Create(path);
        if (content is not null)
            await content.CopyToAsync(target, cancellationToken).ConfigureAwait(false);
    }

    private static string WithoutFirstDirectory(string name) => name[(name.IndexOf('/') + 1)..];
}
