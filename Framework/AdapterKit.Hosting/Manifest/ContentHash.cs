using System.Security.Cryptography;

namespace AdapterKit.Hosting;

/// <summary>The form in which file contents are pinned: <c>sha256:</c> and lower-case hexadecimal digits.</summary>
internal static class ContentHash
{
    public static string OfFile(string path)
    {
        using var stream = File.OpenRead(path);
        return Format(SHA256.HashData(stream));
    }

    public static string Of(ReadOnlySpan<byte> content) => Format(SHA256.HashData(content));

    private static string Format(byte[] hash) => "sha256:" + Convert.ToHexStringLower(hash);
}
