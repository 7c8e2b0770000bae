namespace AdapterKit.Backbones;

/// <summary>A tensor of a torch file: a view of a storage. Its numbers have been checked against the storage.</summary>
internal sealed class TorchTensor
{
    // libtorch's element-wise kernels take no more.
    private const int MaxRank = 64;

    private readonly TorchStorage storage;
    private readonly long start;
    private readonly long span;
    private readonly long[] shape;
    private readonly long[] strides;

    private TorchTensor(TorchStorage storage, long start, long span, long[] shape, long[] strides) =>
        (this.storage, this.start, this.span, this.shape, this.strides) = (storage, start, span, shape, strides);

    public ScalarType Dtype => storage.Type.Dtype;

    public IReadOnlyList<long> Shape => shape;

    /// <exception cref="CheckpointException">The view is not within its storage, or repeats elements of it.</exception>
    public static TorchTensor Create(BinaryFile file, TorchStorageView storage, long offset, long[] shape, long[] strides)
    {
        if (shape.Length != strides.Length || shape.Length > MaxRank || offset < 0)
            throw Error($"has {shape.Length} dimensions, {strides.Length} strides and the offset {offset}");

        // The product counts a length of 0 as 1: torch computes such products, too, and they must not overflow.
        var elements = Int128.One;
        var last = (Int128)offset;
        foreach (var (length, stride) in shape.Zip(strides))
        {
            elements *= Math.Max(length, 1);
            last += (Int128)(Math.Max(length, 1) - 1) * stride;
            if (elements > long.MaxValue / storage.Storage.Type.Size || last > long.MaxValue)
                throw Error($"has the shape [{string.Join(", ", shape)}], which is too large");
        }

        if (shape.Contains(0))
            return new TorchTensor(storage.Storage, 0, 0, shape, strides);

        if (last >= storage.Elements || elements > storage.Elements)
        {
            throw Error(
                $"with the shape [{string.Join(", ", shape)}], the strides [{string.Join(", ", strides)}] and the offset {offset} "
                + $"needs more than the {storage.Elements} elements of the storage. Save a contiguous tensor");
        }

        return new TorchTensor(storage.Storage, storage.Start + offset, (long)last - offset + 1, shape, strides);

        CheckpointException Error(string problem) =>
            file.Error($"a tensor of the storage {PickleText.Quote(storage.Storage.Key)} {problem}.");
    }

    /// <summary>Reads the elements.</summary>
    /// <returns>A new contiguous CPU tensor, owned by the caller.</returns>
    /// <exception cref="CheckpointException">The tensor is over 2 GiB, or has a boolean that is neither 0 nor 1.</exception>
    public Tensor Read(BinaryFile file, string key)
    {
        if (IsContiguous())
            return ReadRange(file, key, shape);

        using var range = ReadRange(file, key, [span]);
        using var view = range.as_strided(shape, strides);
        return view.contiguous();
    }

    private Tensor ReadRange(BinaryFile file, string key, long[] lengths)
    {
        var size = storage.Type.Size;
        if (span > Array.MaxLength / size)
            throw file.Error($"{PickleText.Quote(key)} takes {span * size} bytes; at most {Array.MaxLength} can be read at once.");

        var tensor = empty(lengths, Dtype, CPU);
        try
        {
            if (span > 0)
                ReadInto(file, key, tensor.bytes);

            return tensor;
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }

    private void ReadInto(BinaryFile file, string key, Span<byte> bytes)
    {
        file.Read(storage.Start + (start * storage.Type.Size), bytes);
        if (Dtype == ScalarType.Bool && bytes.ContainsAnyExceptInRange((byte)0, (byte)1))
            throw file.Error($"{PickleText.Quote(key)} is of booleans, and has bytes that are neither 0 nor 1.");
    }

    private bool IsContiguous()
    {
        var expected = 1L;
        for (var i = shape.Length - 1; i >= 0 && span > 0; i--)
        {
            if (shape[i] == 1)
                continue;

            if (strides[i] != expected)
                return false;

            expected *= shape[i];
        }

        return true;
    }
}
