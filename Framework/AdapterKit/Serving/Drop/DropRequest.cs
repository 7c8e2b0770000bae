namespace AdapterKit;

/// <summary>What a policy knows of a call before its adapters run.</summary>
public sealed class DropRequest : IDisposable
{
    private readonly Backbone backbone;
    private (int Layers, Tensor Hidden)? prefix;

    internal DropRequest(Backbone backbone, TokenBatch batch, int tasks) => (this.backbone, Batch, Tasks) = (backbone, batch, tasks);

    /// <summary>The tokens.</summary>
    public TokenBatch Batch { get; }

    /// <summary>The number of tasks that read each text.</summary>
    public int Tasks { get; }

    /// <summary>The number of the backbone's layers.</summary>
    public int Layers => backbone.Encoder.Layers.Count;

    /// <summary>
    /// Computes the pooled features of the first layers without any adapter. The pass resumes from there if the choice allows it.
    /// </summary>
    /// <param name="layers">The number of layers, at least 1.</param>
    /// <returns><c>[batch, width]</c>, owned by the caller.</returns>
    public Tensor PooledFeatures(int layers)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(layers);
        Dispose();
        prefix = (layers, backbone.EncodePrefix(Batch, layers).DetachFromDisposeScope());
        using var normed = backbone.ApplyFinalNorm(prefix.Value.Hidden);
        return backbone.Pool(normed, Batch);
    }

    /// <summary>Returns the cost of a pass, in layers of one task: shared layers count once, the others once per task.</summary>
    /// <param name="dropped">How many of the first layers run without adapters.</param>
    public double Cost(int dropped) => dropped >= Layers ? Layers : dropped + 1 + ((Layers - 1 - dropped) * (double)Tasks);

    /// <summary>Releases the output of the first layers.</summary>
    public void Dispose()
    {
        prefix?.Hidden.Dispose();
        prefix = null;
    }

    internal TaskLogits Forward(AdapterPlan plan) => prefix is var (layers, hidden) && layers <= plan.FirstLayer
        ? backbone.Forward(hidden, layers, Batch, plan)
        : backbone.Forward(Batch, plan);
}
