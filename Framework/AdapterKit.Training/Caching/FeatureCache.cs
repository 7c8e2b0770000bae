namespace AdapterKit.Training;

/// <summary>The pooled features of every text under the bare backbone, computed once: everything that training a head needs.</summary>
internal sealed class FeatureCache : IDisposable
{
    private readonly Tensor features;

    public FeatureCache(Backbone backbone, TokenizedTexts texts, int batchSize)
    {
        using var inference = no_grad();
        Tensor? all = null;
        foreach (var indices in texts.GroupByLength(batchSize))
        {
            using var scope = NewDisposeScope();
            using var batch = texts.CreateBatch(indices);
            var pooled = backbone.PooledFeatures(batch);
            all ??= zeros(texts.Count, pooled.size(1), pooled.dtype, pooled.device).DetachFromDisposeScope();
            all.index_copy_(0, CreateRows(indices, pooled.device), pooled);
        }

        features = all!;
    }

    /// <summary>Returns the features of some texts as a new tensor <c>[texts, width]</c>, owned by the caller.</summary>
    public Tensor Gather(IReadOnlyList<int> indices)
    {
        using var rows = CreateRows(indices, features.device);
        return features.index_select(0, rows);
    }

    public void Dispose() => features.Dispose();

    private static Tensor CreateRows(IReadOnlyList<int> indices, Device device) =>
        tensor(indices.Select(index => (long)index).ToArray(), device: device);
}
