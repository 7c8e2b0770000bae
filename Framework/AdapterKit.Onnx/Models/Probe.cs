namespace AdapterKit.Onnx;

/// <summary>
/// A small padded batch, on which a part of a model is compared with what would be written for it. A part is written only if both compute
/// the same.
/// </summary>
internal sealed class Probe : IDisposable
{
    private const double Tolerance = 1e-5;

    /// <param name="backbone">The backbone.</param>
    public Probe(Backbone backbone)
    {
        var longest = Math.Min(7, backbone.MaxTokens);
        Batch = TokenBatch.Pad([CreateRow(longest), CreateRow(Math.Min(4, longest))], padId: 0, backbone.Device);
    }

    /// <summary>The tokens; owned by the probe.</summary>
    public TokenBatch Batch { get; }

    /// <summary>Whether two tensors are the same but for rounding.</summary>
    public static bool AreEqual(Tensor expected, Tensor actual)
    {
        if (!expected.shape.SequenceEqual(actual.shape))
            return false;

        using var scope = NewDisposeScope();
        var scale = Math.Max(1, expected.abs().max().ToDouble());
        return (expected - actual).abs().max().ToDouble() <= Tolerance * scale;
    }

    public void Dispose() => Batch.Dispose();

    // Small ids, which every vocabulary has.
    private static int[] CreateRow(int length) => [.. Enumerable.Range(0, length).Select(index => index % 4)];
}
