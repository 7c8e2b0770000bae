namespace AdapterKit;

/// <summary>Asks an early exit head on the bare lowest layers, and drops more where it is sure of its label.</summary>
/// <remarks>What the head has seen is not computed again: the pass goes on from there.</remarks>
/// <param name="head">Scores for each label, <c>[batch, labels]</c>, from the features of the lowest layers, <c>[batch, width]</c>.</param>
/// <param name="layer">After how many layers it sits; neither number of dropped layers should be lower.</param>
/// <param name="confidence">The probability from which on it counts as sure, for every text of the batch.</param>
/// <param name="sure">How many of the lowest layers go without adapters where it is sure.</param>
/// <param name="unsure">How many where it is not.</param>
public sealed class ConfidenceDrop(Func<Tensor, Tensor> head, int layer, double confidence, int sure, int unsure) : IDropPolicy
{
    /// <summary>Asks a task that was trained on the lowest layers, with <see cref="Backbone.Lowest"/> and a head alone.</summary>
    /// <param name="exit">The task; borrowed.</param>
    /// <param name="confidence">The probability from which on it counts as sure, for every text of the batch.</param>
    /// <param name="sure">How many of the lowest layers go without adapters where it is sure.</param>
    /// <param name="unsure">How many where it is not.</param>
    /// <exception cref="ArgumentException">The task has adapters, which the layers below an early exit go without.</exception>
    public ConfidenceDrop(TaskAdapter exit, double confidence, int sure, int unsure)
        : this(HeadOf(exit), exit.Backbone.Encoder.Layers.Count, confidence, sure, unsure)
    {
    }

    /// <inheritdoc />
    public int Choose(DropRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var scope = NewDisposeScope();
        var least = head(request.Features(layer)).softmax(1).amax([1]).min().ToDouble();
        return least >= confidence ? sure : unsure;
    }

    private static Func<Tensor, Tensor> HeadOf(TaskAdapter exit)
    {
        ArgumentNullException.ThrowIfNull(exit);
        return exit.Plan.FirstLayer == exit.Backbone.Encoder.Layers.Count
            ? exit.Head
            : throw new ArgumentException($"The exit head '{exit.Id}' has adapters from layer {exit.Plan.FirstLayer} on, and would answer from layers without them: train a head alone.", nameof(exit));
    }
}
