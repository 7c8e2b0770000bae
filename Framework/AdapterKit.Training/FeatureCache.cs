namespace AdapterKit.Training;

/// <summary>A frozen backbone's features of every text, computed once: all that a head needs to be trained.</summary>
internal sealed class FeatureCache : IDisposable
{
    private readonly Tensor features;

    public FeatureCache(Backbone backbone, TokenizedTexts texts, int batchSize)
    {
        using var inference = no_grad();
        features = zeros(texts.Count, backbone.Width).DetachFromDisposeScope();
        foreach (var indices in texts.ByLength(batchSize))
        {
            using var scope = NewDisposeScope();
            using var batch = texts.Batch(indices);
            features.index_copy_(0, Rows(indices), backbone.PooledFeatures(batch));
        }
    }

    /// <summary>The features of some texts, <c>[texts, width]</c>.</summary>
    public Tensor Of(IReadOnlyList<int> indices)
    {
        using var rows = Rows(indices);
        return features.index_select(0, rows);
    }

    public void Dispose() => features.Dispose();

    private static Tensor Rows(IReadOnlyList<int> indices) => tensor(indices.Select(index => (long)index).ToArray());
}
