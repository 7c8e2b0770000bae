namespace AdapterKit.Training;

/// <summary>What enters the first trained layer, for every token of every text, computed once (AdapterDrop's cheaper training, Rücklé et al. 2021, §3.1).</summary>
internal sealed class PrefixCache : IDisposable
{
    // One row a token, text after text, and one of zeros that stands at padding.
    private readonly Tensor hidden;
    private readonly TokenizedTexts texts;
    private readonly long[] starts;

    /// <param name="texts">The texts.</param>
    /// <param name="layer">How many layers went into the hidden states.</param>
    /// <param name="hidden"><c>[tokens of all texts + 1, width]</c>; the cache's own from here on.</param>
    public PrefixCache(TokenizedTexts texts, int layer, Tensor hidden)
    {
        (this.texts, this.hidden, Layer) = (texts, hidden, layer);
        starts = Starts(texts);
    }

    /// <summary>The first layer that is still to run.</summary>
    public int Layer { get; }

    /// <summary>Runs the lowest layers on all texts.</summary>
    /// <returns><c>[tokens of all texts + 1, width]</c>, the caller's own.</returns>
    public static Tensor Compute(Backbone backbone, TokenizedTexts texts, int layer, int batchSize)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        backbone.eval();
        var starts = Starts(texts);
        Tensor? hidden = null;
        foreach (var indices in texts.ByLength(batchSize))
        {
            using var inner = NewDisposeScope();
            using var batch = texts.Batch(indices);
            var prefix = backbone.EncodePrefix(batch, layer);
            hidden ??= zeros(starts[^1] + 1, prefix.size(2)).MoveToOuterDisposeScope();
            foreach (var (row, index) in indices.Index())
                hidden.narrow(0, starts[index], texts.Lengths[index]).copy_(prefix[row].narrow(0, 0, texts.Lengths[index]));
        }

        return hidden!.MoveToOuterDisposeScope();
    }

    /// <summary>The hidden states of some texts, as <see cref="Backbone.Prefix"/> would make them but for padding, which is zero.</summary>
    /// <param name="indices">The texts.</param>
    /// <param name="tokens">To how many tokens they are padded.</param>
    /// <returns><c>[texts, tokens, width]</c></returns>
    public Tensor Of(IReadOnlyList<int> indices, long tokens)
    {
        using var scope = NewDisposeScope();
        var padding = starts[^1];
        var rows = indices.SelectMany(index => Row(index)).ToArray();
        return hidden.index_select(0, tensor(rows)).view(indices.Count, tokens, -1).MoveToOuterDisposeScope();

        IEnumerable<long> Row(int index)
        {
            for (var token = 0L; token < tokens; token++)
                yield return token < texts.Lengths[index] ? starts[index] + token : padding;
        }
    }

    public void Dispose() => hidden.Dispose();

    // Where each text begins, and where all of them end.
    private static long[] Starts(TokenizedTexts texts)
    {
        var starts = new long[texts.Count + 1];
        foreach (var (index, length) in texts.Lengths.Index())
            starts[index + 1] = starts[index] + length;

        return starts;
    }
}
