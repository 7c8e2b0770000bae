
namespace AdapterKit;

/// <summary>The element types of the format: their names, and their sizes in bytes.</summary>
internal static class SafetensorsDtype
{
    private static readonly (string Name, ScalarType Dtype, int Size)[] All =
    [
        ("F64", ScalarType.Float64, 8), ("I64", ScalarType.Int64, 8),
        ("F32", ScalarType.Float32, 4), ("I32", ScalarType.Int32, 4),
        ("F16", ScalarType.Float16, 2), ("BF16", ScalarType.BFloat16, 2), ("I16", ScalarType.Int16, 2),
        ("I8", ScalarType.Int8, 1), ("U8", ScalarType.Byte, 1), ("BOOL", ScalarType.Bool, 1),
    ];

    public static string Names => string.Join(", ", All.Select(type => type.Name));

    public static bool TryParse(string? name, out ScalarType dtype)
    {
        var index = Array.FindIndex(All, type => type.Name == name);
        dtype = index < 0 ? default : All[index].Dtype;
        return index >= 0;
    }

    public static string? NameOf(ScalarType dtype) => All.FirstOrDefault(type => type.Dtype == dtype).Name;

    public static int SizeOf(ScalarType dtype) => All.First(type => type.Dtype == dtype).Size;
}
