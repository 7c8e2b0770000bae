using System.Security.Cryptography;
using System.Text.Json;

namespace AdapterKit.Corpora;

/// <summary>Keeps the cleaned texts of a corpus in a file, with their hash in another one beside it.</summary>
/// <remarks>Texts whose bytes do not have the hash count as absent: a damaged file is never trained on.</remarks>
/// <param name="path">The file.</param>
internal sealed class CleanedMails(string path)
{
    private readonly string hashPath = path + ".sha256";

    /// <summary>Returns the texts by id; null if there are none, or if a file was truncated or altered.</summary>
    public async Task<Dictionary<string, string>?> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (!File.Exists(path) || !File.Exists(hashPath))
            return null;

        var json = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        var hash = await File.ReadAllTextAsync(hashPath, cancellationToken).ConfigureAwait(false);
        return hash == ComputeHash(json) ? JsonSerializer.Deserialize(json, CleanedJson.Default.DictionaryStringString) : null;
    }

    /// <summary>Replaces both files.</summary>
    public async Task WriteAsync(Dictionary<string, string> texts, CancellationToken cancellationToken = default)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(texts, CleanedJson.Default.DictionaryStringString);
        await ReplaceAsync(path, json, cancellationToken).ConfigureAwait(false);
        await ReplaceAsync(hashPath, System.Text.Encoding.ASCII.GetBytes(ComputeHash(json)), cancellationToken).ConfigureAwait(false);
    }

    private static async Task ReplaceAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        DeleteLeftovers(path);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            await File.WriteAllBytesAsync(temporary, content, cancellationToken).ConfigureAwait(false);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    // Of processes that were killed while they wrote; what is younger may still be written.
    private static void DeleteLeftovers(string path)
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(path)!, $"{Path.GetFileName(path)}.*.tmp"))
        {
            if (DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > TimeSpan.FromHours(1))
                File.Delete(file);
        }
    }

    private static string ComputeHash(byte[] json) => Convert.ToHexStringLower(SHA256.HashData(json));
}
