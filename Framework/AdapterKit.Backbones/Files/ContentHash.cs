using System.Security.Cryptography;

namespace AdapterKit.Backbones;

/// <summary>Computes content hashes in the form <c>sha256:…</c>.</summary>
internal static class ContentHash
{
    public static string Of(ReadOnlySpan<byte> content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));

    public static string OfFile(string path)
    {
        using var stream = File.OpenRead(path);
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
