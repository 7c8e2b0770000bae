namespace AdapterKit.Backbones;

/// <summary>A type of storage that torch has one class for each.</summary>
/// <param name="Name">The name of the class.</param>
/// <param name="Dtype">The type of the elements.</param>
/// <param name="Size">The bytes of one element.</param>
internal sealed record TorchStorageType(string Name, ScalarType Dtype, int Size)
{
    public static readonly IReadOnlyList<TorchStorageType> All =
    [
        new("torch.FloatStorage", ScalarType.Float32, 4),
        new("torch.HalfStorage", ScalarType.Float16, 2),
        new("torch.BFloat16Storage", ScalarType.BFloat16, 2),
        new("torch.DoubleStorage", ScalarType.Float64, 8),
        new("torch.LongStorage", ScalarType.Int64, 8),
        new("torch.IntStorage", ScalarType.Int32, 4),
        new("torch.ShortStorage", ScalarType.Int16, 2),
        new("torch.CharStorage", ScalarType.Int8, 1),
        new("torch.ByteStorage", ScalarType.Byte, 1),
        new("torch.BoolStorage", ScalarType.Bool, 1),
    ];

    public override string ToString() => Name;
}
