namespace AdapterKit.Cluster;

/// <summary>Archives in a directory that all silos share, such as one of a network file system.</summary>
/// <param name="directory">The directory; it is made if it is missing.</param>
public sealed class FolderBlobStore(string directory) : IBlobStore
{
    private const string Prefix = "sha256:";
    private const int Digits = 64;

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The hash is none.</exception>
    /// <exception cref="IOException">The directory cannot be written.</exception>
    public async Task PutAsync(string hash, Stream content, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var path = PathOf(hash);
        if (File.Exists(path))
            return;

        Directory.CreateDirectory(directory);
        var part = Path.Combine(directory, Path.GetRandomFileName());
        try
        {
            var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write);
            await using (file.ConfigureAwait(false))
                await content.CopyToAsync(file, cancellationToken).ConfigureAwait(false);

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
