namespace AdapterKit;

/// <summary>Runs an early exit head on the bare first layers, and drops more layers if the head is confident.</summary>
/// <remarks>The pass resumes from the hidden states that the head read.</remarks>
/// <param name="head">Computes logits <c>[batch, labels]</c> from the pooled features of the first layers, <c>[batch, width]</c>.</param>
/// <param name="layer">The number of layers below the head; both numbers of dropped layers should be at least as large.</param>
/// <param name="confidence">The smallest probability of a confident prediction; every text of the batch must reach it.</param>
/// <param name="sure">The number of first layers that run without adapters if the head is confident.</param>
/// <param name="unsure">The number of first layers that run without adapters otherwise.</param>
public sealed class ConfidenceDrop(Func<Tensor, Tensor> head, int layer, double confidence, int sure, int unsure) : IDropPolicy
{
    /// <summary>
    /// Creates a policy from a task that was trained on the first layers, with <see cref="Backbone.Truncate"/> and a head alone.
    /// </summary>
    /// <param name="exit">The task; borrowed.</param>
    /// <param name="confidence">The smallest probability of a confident prediction; every text of the batch must reach it.</param>
    /// <param name="sure">The number of first layers that run without adapters if the head is confident.</param>
    /// <param name="unsure">The number of first layers that run without adapters otherwise.</param>
    /// <exception cref="ArgumentException">The task has adapters, which the layers below an early exit run without.</exception>
    public ConfidenceDrop(TaskAdapter exit, double confidence, int sure, int unsure)
        : this(HeadOf(exit), exit.Backbone.Encoder.Layers.Count, confidence, sure, unsure)
    {
    }

    /// <inheritdoc />
    public int Choose(DropRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var scope = NewDisposeScope();
        var least = head(request.PooledFeatures(layer)).softmax(1).amax([1]).min().ToDouble();
        return least >= confidence ? sure : unsure;
    }

    private static Func<Tensor, Tensor> HeadOf(TaskAdapter exit)
    {
        ArgumentNullException.ThrowIfNull(exit);
        return exit.Plan.FirstLayer == exit.Backbone.Encoder.Layers.Count
            ? exit.Head
            : throw new ArgumentException(
                $"The exit head '{exit.Id}' has adapters from layer {exit.Plan.FirstLayer} on, but would read layers without them. "
                + "Train a head alone.",
                nameof(exit));
    }
}
