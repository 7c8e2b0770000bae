namespace AdapterKit;

/// <summary>What a policy knows of a call before its adapters run.</summary>
public sealed class DropRequest : IDisposable
{
    private readonly Backbone backbone;
    private (int Layers, Tensor Hidden)? prefix;

    internal DropRequest(Backbone backbone, TokenBatch batch, int tasks) => (this.backbone, Batch, Tasks) = (backbone, batch, tasks);

    /// <summary>The tokens.</summary>
    public TokenBatch Batch { get; }

    /// <summary>How many tasks read each text.</summary>
    public int Tasks { get; }

    /// <summary>The number of the backbone's layers.</summary>
    public int Layers => backbone.Encoder.Layers.Count;

    /// <summary>What leaves the lowest layers without any adapter, summed up. The pass goes on from there where the choice allows it.</summary>
    /// <param name="layers">How many layers, at least 1.</param>
    /// <returns><c>[batch, width]</c>, the caller's own.</returns>
    public Tensor Features(int layers)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(layers);
        Dispose();
        prefix = (layers, backbone.Prefix(Batch, layers).DetachFromDisposeScope());
        return backbone.Pool(prefix.Value.Hidden, Batch);
    }

    /// <summary>What a pass costs, in layers of one task: those up to the end of the first with adapters once, the others for each task.</summary>
    /// <param name="dropped">How many of the lowest layers go without adapters.</param>
    public double Cost(int dropped) => dropped >= Layers ? Layers : dropped + 1 + ((Layers - 1 - dropped) * (double)Tasks);

    /// <summary>Releases what the choice was made from.</summary>
    public void Dispose()
    {
        prefix?.Hidden.Dispose();
        prefix = null;
    }

    internal TaskAnswers Answer(AdapterPlan plan) => prefix is var (layers, hidden) && layers <= plan.FirstLayer
        ? backbone.Answer(hidden, layers, Batch, plan)
        : backbone.Answer(Batch, plan);
}
