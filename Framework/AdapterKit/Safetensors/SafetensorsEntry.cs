
namespace AdapterKit;

/// <summary>Where one tensor lies in a safetensors file, and as what.</summary>
/// <param name="Key">Name of the tensor.</param>
/// <param name="Dtype">Element type.</param>
/// <param name="Shape">Sizes, outermost first; empty for a scalar.</param>
/// <param name="Offset">First byte, counted from the start of the file.</param>
/// <param name="Length">Size in bytes: the product of <paramref name="Shape"/> times the size of one element.</param>
public sealed record SafetensorsEntry(string Key, ScalarType Dtype, IReadOnlyList<long> Shape, long Offset, long Length)
{
    /// <summary>For example <c>float32 [48, 768]</c>.</summary>
    public override string ToString() => Describe(Dtype, Shape);

    internal static string Describe(ScalarType dtype, IEnumerable<long> shape) =>
        $"{dtype.ToString().ToLowerInvariant()} [{string.Join(", ", shape)}]";
}
