namespace AdapterKit.Training;

/// <summary>
/// The hidden states that enter the first trained layer, for every token of every text, computed once (AdapterDrop's cheaper training,
/// Rücklé et al. 2021, §3.1).
/// </summary>
internal sealed class PrefixCache : IDisposable
{
    // One row per token, text after text, and a last row of zeros for padding.
    private readonly Tensor hidden;
    private readonly TokenizedTexts texts;
    private readonly long[] starts;

    /// <param name="texts">The texts.</param>
    /// <param name="layer">The number of layers that computed the hidden states.</param>
    /// <param name="hidden"><c>[tokens of all texts + 1, width]</c>; the cache takes ownership.</param>
    public PrefixCache(TokenizedTexts texts, int layer, Tensor hidden)
    {
        (this.texts, this.hidden, Layer) = (texts, hidden, layer);
        starts = FindStarts(texts);
    }

    /// <summary>The first layer that the cache does not cover.</summary>
    public int Layer { get; }

    /// <summary>Runs the first layers on all texts.</summary>
    /// <returns>A new tensor <c>[tokens of all texts + 1, width]</c>, owned by the caller.</returns>
    public static Tensor Compute(Backbone backbone, TokenizedTexts texts, int layer, int batchSize)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        backbone.eval();
        var starts = FindStarts(texts);
        Tensor? hidden = null;
        foreach (var indices in texts.GroupByLength(batchSize))
        {
            using var inner = NewDisposeScope();
            using var batch = texts.CreateBatch(indices);
            var prefix = backbone.EncodePrefix(batch, layer);
            hidden ??= zeros(starts[^1] + 1, prefix.size(2), prefix.dtype, prefix.device).MoveToOuterDisposeScope();
            foreach (var (row, index) in indices.Index())
                hidden.narrow(0, starts[index], texts.Lengths[index]).copy_(prefix[row].narrow(0, 0, texts.Lengths[index]));
        }

        return hidden!.MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Returns the hidden states of some texts, equal to those of <see cref="PlanRunner.EncodePrefix"/> except at padding, which is zero.
    /// </summary>
    /// <param name="indices">The texts.</param>
    /// <param name="tokens">The number of tokens to pad to.</param>
    /// <returns>A new tensor <c>[texts, tokens, width]</c>, owned by the caller.</returns>
    public Tensor Gather(IReadOnlyList<int> indices, long tokens)
    {
        using var scope = NewDisposeScope();
        var padding = starts[^1];
        var rows = indices.SelectMany(index => RowsOf(index)).ToArray();
        return hidden.index_select(0, tensor(rows, device: hidden.device)).view(indices.Count, tokens, -1).MoveToOuterDisposeScope();

        IEnumerable<long> RowsOf(int index)
        {
            for (var token = 0L; token < tokens; token++)
                yield return token < texts.Lengths[index] ? starts[index] + token : padding;
        }
    }

    public void Dispose() => hidden.Dispose();

    // The first row of each text, and the row after the last text.
    private static long[] FindStarts(TokenizedTexts texts)
    {
        var starts = new long[texts.Count + 1];
        foreach (var (index, length) in texts.Lengths.Index())
            starts[index + 1] = starts[index] + length;

        return starts;
    }
}
