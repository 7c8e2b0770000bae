
namespace AdapterKit;

/// <summary>The bytes behind a safetensors header. They must be covered by the tensors exactly: no overlap, no hole, no rest.</summary>
internal sealed record DataSection(string File, long Start, long Length)
{
    public SafetensorsException Error(string? key, string problem) => new(File, key, problem);

    /// <summary>Checks that bytes <paramref name="begin"/> to <paramref name="end"/> of the section can hold the tensor.</summary>
    public SafetensorsEntry Entry(string key, ScalarType dtype, long[] shape, long begin, long end)
    {
        var type = SafetensorsEntry.Describe(dtype, shape);
        if (begin > end || end > Length)
            throw Error(key, $"data_offsets {begin} to {end} are not within the {Length} bytes of data.");
        var size = SafetensorsDtype.SizeOf(dtype);
        if (!TryMultiply(shape, size, out var bytes))
            throw Error(key, $"{type} has more bytes than 2^63-1.");
        if (end - begin != bytes)
            throw Error(key, $"{type} takes {bytes} bytes, and data_offsets {begin} to {end} give it {end - begin}.");
        if (begin % size != 0)
            throw Error(key, $"its data begin at offset {begin}, which is not a multiple of the {size} bytes of one element.");
        return new SafetensorsEntry(key, dtype, Array.AsReadOnly(shape), Start + begin, bytes);
    }

    /// <summary>Checks that the tensors, put in order, follow each other without a gap from the first byte to the last.</summary>
    public void CheckCovered(IEnumerable<SafetensorsEntry> entries)
    {
        var end = Start;
        foreach (var entry in entries.OrderBy(entry => entry.Offset).ThenBy(entry => entry.Length))
        {
            if (entry.Offset != end)
            {
                throw Error(
                    entry.Key, $"its data begin at offset {entry.Offset - Start}, and those of the tensor before end at {end - Start}.");
            }

            end += entry.Length;
        }
        if (end != Start + Length)
            throw Error(null, $"the tensors take {end - Start} bytes of data, and the file has {Length}.");
    }

    /// <summary>The product of all numbers, a size of 0 making it 0: strides are products too, and must not overflow even then.</summary>
    private static bool TryMultiply(long[] shape, int size, out long bytes)
    {
        bytes = 0;
        var product = (Int128)size;
        foreach (var length in shape)
        {
            product *= Math.Max(length, 1);
            if (product > long.MaxValue) return false;
        }
        if (!shape.Contains(0)) bytes = (long)product;
        return true;
    }
}
