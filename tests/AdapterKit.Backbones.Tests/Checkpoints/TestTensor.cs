namespace AdapterKit.Backbones.Tests;

/// <summary>A tensor of a hand-made torch file.</summary>
internal sealed record TestTensor(string Key, TestStorage Storage, long[] Shape, long[] Strides, long Offset = 0, bool IsParameter = false)
{
    /// <summary>What the pickle claims in place of the storage's number of elements.</summary>
    public long? Claim { get; init; }

    /// <summary>The range of the storage that the tensor views; only files from before torch 0.4 have one.</summary>
    public (long Start, long Length)? Range { get; init; }
}
