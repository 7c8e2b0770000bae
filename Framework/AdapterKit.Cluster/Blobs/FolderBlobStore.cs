using System.Security.Cryptography;

namespace AdapterKit.Cluster;

/// <summary>Archives in a directory that all silos share, such as one of a network file system.</summary>
/// <param name="directory">The directory; it is made if it is missing.</param>
public sealed class FolderBlobStore(string directory) : IBlobStore
{
    private const string Prefix = "sha256:";
    private const int Digits = 64;

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The hash is none.</exception>
    /// <exception cref="InvalidDataException">The bytes have another hash.</exception>
    /// <exception cref="IOException">The directory cannot be written.</exception>
    public async Task PutAsync(string hash, Stream content, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var path = PathOf(hash);
        if (File.Exists(path) && ContentHash.ComputeFile(path) == hash)
            return;

        Directory.CreateDirectory(directory);
        var part = Path.Combine(directory, Path.GetRandomFileName());
        try
        {
            var written = await WriteAsync(part, content, cancellationToken).ConfigureAwait(false);
            if (written != hash)
                throw new InvalidDataException($"The content has the hash {written}, not {hash}.");

            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The hash is none.</exception>
    public Task<Stream?> OpenAsync(string hash, CancellationToken cancellationToken = default)
    {
        var path = PathOf(hash);
        return Task.FromResult<Stream?>(File.Exists(path) ? File.OpenRead(path) : null);
    }

    private static async Task<string> WriteAsync(string path, Stream content, CancellationToken cancellationToken)
    {
        using var hash = SHA256.Create();
        var file = new CryptoStream(new FileStream(path, FileMode.CreateNew, FileAccess.Write), hash, CryptoStreamMode.Write);
        await using (file.ConfigureAwait(false))
        {
            await content.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
            await file.FlushFinalBlockAsync(cancellationToken).ConfigureAwait(false);
        }

        return Prefix + Convert.ToHexStringLower(hash.Hash!);
    }

    private string PathOf(string hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return hash.StartsWith(Prefix, StringComparison.Ordinal)
            && hash.Length == Prefix.Length + Digits
            && hash.Skip(Prefix.Length).All(char.IsAsciiHexDigitLower)
                ? Path.Combine(directory, hash[Prefix.Length..])
                : throw new ArgumentException($"'{hash}' is not '{Prefix}' with {Digits} digits in lower case.", nameof(hash));
    }
}
