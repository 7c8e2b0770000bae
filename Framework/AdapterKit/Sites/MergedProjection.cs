namespace AdapterKit;

/// <summary>A product with copies of the backbone's weights into which the adapters of the only branch are merged.</summary>
internal sealed class MergedProjection : ProjectionProgram
{
    private readonly MergedWeight weight;
    private readonly Tensor bias;

    private MergedProjection(MergedWeight weight, Tensor bias) => (this.weight, this.bias) = (weight, bias);

    /// <summary>Merges adapters; <see langword="null"/> if one of them cannot be merged.</summary>
    public static MergedProjection? TryMerge(Linear linear, IReadOnlyList<PartAdapter> adapters)
    {
        if (adapters.Index().Any(step => step.Item.Adapter.ReadsWeight && ChangesBefore(step.Index, step.Item.Part)))
            return null;

        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        var weight = linear.weight.clone();
        var bias = linear.bias?.clone() ?? weight.new_zeros(weight.size(0));
        return adapters.All(step => step.Adapter.TryMerge(
            weight.narrow(0, step.Part.FirstRow, step.Part.Rows), bias.narrow(0, step.Part.FirstRow, step.Part.Rows)))
            ? new(new MergedWeight(weight.DetachFromDisposeScope()), bias.DetachFromDisposeScope())
            : null;

        // Such an adapter reads the backbone's own weight, which another one below it must not have changed.
        bool ChangesBefore(int index, ProjectionPart part) => adapters.Take(index).Any(step => step.Part.Overlaps(part));
    }

    public override Tensor Project(Linear linear, Tensor x, Tensor? tokens) => weight.Multiply(x, bias);

    public override void Dispose()
    {
        weight.Dispose();
        bias.Dispose();
    }
}
