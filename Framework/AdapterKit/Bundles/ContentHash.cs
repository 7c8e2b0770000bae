using System.Security.Cryptography;

namespace AdapterKit;

/// <summary>The identity of content everywhere in AdapterKit: <c>sha256:</c> and 64 lower-case hexadecimal digits.</summary>
public static class ContentHash
{
    private const string Prefix = "sha256:";

    /// <summary>Computes the hash of bytes.</summary>
    /// <param name="content">The bytes.</param>
    public static string Compute(ReadOnlySpan<byte> content) => Format(SHA256.HashData(content));

    /// <summary>Computes the hash of a file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="IOException">The file cannot be read, or is not a regular one.</exception>
    public static string ComputeFile(string path)
    {
        using var stream = new FileStream(RegularFile.Open(path), FileAccess.Read);
        return Format(SHA256.HashData(stream));
    }

    internal static string Format(byte[] hash) => Prefix + Convert.ToHexStringLower(hash);
}
