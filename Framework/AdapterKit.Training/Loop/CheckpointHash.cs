using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace AdapterKit.Training;

/// <summary>The SHA-256 of everything that a checkpoint says, so that a single altered bit is seen.</summary>
internal static class CheckpointHash
{
    public static string Compute(IReadOnlyDictionary<string, string> metadata, IEnumerable<(string Name, Tensor Tensor)> tensors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (key, value) in metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            Append(hash, $"{key}={value}");

        foreach (var (name, tensor) in tensors.OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            using var scope = NewDisposeScope();
            Append(hash, $"{name}:{tensor.dtype}");
            hash.AppendData(MemoryMarshal.AsBytes(tensor.shape.AsSpan()));
            hash.AppendData(tensor.detach().cpu().contiguous().bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <param name="file">The file.</param>
    /// <param name="except">The metadata that holds the hash itself.</param>
    /// <exception cref="SafetensorsException">A tensor cannot be read.</exception>
    public static string Compute(SafetensorsFile file, string except)
    {
        using var scope = NewDisposeScope();
        return Compute(
            file.Metadata.Where(entry => entry.Key != except).ToDictionary(),
            file.Keys.Select(key => (key, file.Read(key))));
    }

    private static void Append(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\0"));
}
