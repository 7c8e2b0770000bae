using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace AdapterKit.Server;

/// <summary>
/// Weights that were sent: archives of bundles in one directory, each under the hash of its bytes. They are data, and nothing of them
/// runs.
/// </summary>
internal sealed partial class BundleStore(IOptions<ServerOptions> options)
{
    private const string Extension = ".zip";
    private const string Prefix = "sha256:";
    private const int ChunkSize = 1 << 16;

    private static readonly string[] Files = ["adapter.json", "adapter.safetensors"];

    /// <summary>What is there.</summary>
    public IReadOnlyList<AdminBundle> All => [.. new DirectoryInfo(Root).EnumerateFiles($"*{Extension}")
        .Where(file => HashForm.IsMatch(Prefix + Path.GetFileNameWithoutExtension(file.Name)))
        .OrderByDescending(file => file.LastWriteTimeUtc)
        .Select(Describe)];

    private string Root => options.Value.Admin.BundleDirectory is { } directory
        ? Directory.CreateDirectory(directory).FullName
        : throw new RequestException(
            $"Bundles are off. Set {ServerOptions.Section}:Admin:BundleDirectory to let weights in.", StatusCodes.Status404NotFound);

    private long MaxBytes => options.Value.Admin.MaxBundleBytes;

    /// <summary>Finds a bundle.</summary>
    /// <exception cref="RequestException">There is none of that hash.</exception>
    public AdminBundle Find(string hash) => Describe(Require(hash));

    /// <summary>Keeps an archive if its bytes have that hash; what was kept before is not read again.</summary>
    /// <exception cref="RequestException">It is too large, or another one.</exception>
    public async Task<AdminBundle> PutAsync(string hash, Stream content, CancellationToken cancellationToken)
    {
        var file = FileOf(hash);
        if (file.Exists)
            return Describe(file);

        var part = Path.Combine(Root, Path.GetRandomFileName());
        try
        {
            var actual = await CopyAsync(content, part, cancellationToken);
            if (actual != hash)
                throw new RequestException($"The bytes have the hash {actual}, and not {hash}. Send the archive again.");

            File.Move(part, file.FullName, overwrite: true);
            file.Refresh();
            return Describe(file);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>Forgets a bundle; what serves its weights goes on.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Delete(string hash)
    {
        var file = FileOf(hash);
        var had = file.Exists;
        file.Delete();
        return had;
    }

    /// <summary>Opens an archive.</summary>
    /// <exception cref="RequestException">There is none of that hash.</exception>
    public Stream Open(string hash) => Require(hash).OpenRead();

    /// <summary>Unpacks a bundle, and verifies the bytes that it unpacks.</summary>
    /// <returns>A new directory with its two files, owned by the caller.</returns>
    /// <exception cref="RequestException">There is none of that hash, it has changed, or it is no archive of a bundle.</exception>
    public DirectoryInfo Unpack(string hash)
    {
        var content = File.ReadAllBytes(Require(hash).FullName);
        if (ContentHash.Compute(content) != hash)
            throw new RequestException($"The file of the bundle {hash} has changed on the disk. Delete it, and send it again.");

        var directory = Directory.CreateTempSubdirectory("adapterkit-bundle-");
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
            foreach (var name in Files)
                Unpack(archive.GetEntry(name) ?? throw new InvalidDataException($"There is no {name} in it."), directory);

            return directory;
        }
        catch (InvalidDataException error)
        {
            directory.Delete(recursive: true);
            throw new RequestException(
                $"The bundle {hash} is no ZIP archive of {string.Join(" and ", Files)}: {error.Message}",
                StatusCodes.Status422UnprocessableEntity);
        }
    }

    // The length in an archive is a claim.
    private void Unpack(ZipArchiveEntry entry, DirectoryInfo directory)
    {
        using var source = entry.Open();
        using var target = File.Create(Path.Combine(directory.FullName, entry.Name));
        var chunk = new byte[ChunkSize];
        while (source.Read(chunk) is > 0 and var read)
        {
            if (target.Length + read > MaxBytes)
                throw new InvalidDataException($"{entry.Name} has more than {MaxBytes:N0} bytes.");

            target.Write(chunk, 0, read);
        }
    }

    private async Task<string> CopyAsync(Stream content, string path, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        var chunk = new byte[ChunkSize];
        while (await content.ReadAsync(chunk, cancellationToken) is > 0 and var read)
        {
            if (file.Length + read > MaxBytes)
            {
                throw new RequestException(
                    $"The archive has more than {MaxBytes:N0} bytes.", StatusCodes.Status413PayloadTooLarge);
            }

            hash.AppendData(chunk, 0, read);
            await file.WriteAsync(chunk.AsMemory(0, read), cancellationToken);
        }

        return Prefix + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private FileInfo Require(string hash) => FileOf(hash) is { Exists: true } file
        ? file
        : throw new RequestException($"There is no bundle {hash}. Send it first.", StatusCodes.Status404NotFound);

    private FileInfo FileOf(string hash) => HashForm.IsMatch(hash)
        ? new FileInfo(Path.Combine(Root, hash[Prefix.Length..] + Extension))
        : throw new RequestException("A bundle is named by 'sha256:' and the 64 digits of the hash of its archive, in lower case.");

    private static AdminBundle Describe(FileInfo file) =>
        new(Prefix + Path.GetFileNameWithoutExtension(file.Name), file.Length, file.LastWriteTimeUtc);

    [GeneratedRegex("^sha256:[0-9a-f]{64}\\z")]
    private static partial Regex HashForm { get; }
}
