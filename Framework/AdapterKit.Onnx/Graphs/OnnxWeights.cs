using System.Security.Cryptography;
using Google.Protobuf;
using Onnx;
using DataType = Onnx.TensorProto.Types.DataType;

namespace AdapterKit.Onnx;

/// <summary>The constants of a graph. Equal ones are stored once, whatever they are called.</summary>
/// <param name="initializers">Receives the constants.</param>
/// <param name="maxBytes">The size that all of them may have together.</param>
internal sealed class OnnxWeights(ICollection<TensorProto> initializers, long maxBytes)
{
    private readonly Dictionary<string, OnnxValue> known = new(StringComparer.Ordinal);
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private long bytes;

    /// <exception cref="OnnxExportException">The constants take more than the model may have.</exception>
    public OnnxValue Add(DataType type, IReadOnlyList<long> shape, byte[] content, string name)
    {
        var key = $"{type} {string.Join('×', shape)} {Convert.ToHexStringLower(SHA256.HashData(content))}";
        if (known.TryGetValue(key, out var same))
            return same;

        bytes += content.Length;
        if (bytes > maxBytes)
        {
            throw new OnnxExportException(
                $"The weights up to '{name}' take {bytes:N0} bytes, but an ONNX file has room for {maxBytes:N0}. "
                + "Export fewer tasks, or tasks of a smaller backbone.");
        }

        var free = FindFreeName(name);
        initializers.Add(new TensorProto
        {
            Name = free,
            DataType = (int)type,
            Dims = { shape },
            RawData = UnsafeByteOperations.UnsafeWrap(content),
        });
        return known[key] = new OnnxValue(free);
    }

    private string FindFreeName(string name)
    {
        var free = name;
        for (var number = 2; !names.Add(free); number++)
            free = $"{name}.{number}";

        return free;
    }
}
