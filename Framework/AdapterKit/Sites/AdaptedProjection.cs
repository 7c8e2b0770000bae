namespace AdapterKit;

/// <summary>The changes of one branch to a product: adapters in sequence, each at its part.</summary>
internal sealed class AdaptedProjection(IReadOnlyList<PartAdapter> adapters) : ProjectionChange
{
    // Where parts begin and end; null if two of them share outputs.
    private readonly long[]? cuts = FindCuts(adapters);

    /// <summary>The adapters in the order in which they act.</summary>
    public IReadOnlyList<PartAdapter> Adapters => adapters;

    /// <summary>Whether the change is linear in the input, so that it can be batched with others.</summary>
    public bool IsLinear => adapters.All(
        step => step.Adapter is IBottleneck { Activation: Activation.Linear } && step.Adapter is { ReadsWeight: false, ReadsMask: false });

    /// <summary>The adapters at a part, for a change that <see cref="IsLinear"/>.</summary>
    public IEnumerable<IBottleneck> GetChanges(ProjectionPart part) =>
        adapters.Where(step => step.Part == part).Select(step => (IBottleneck)step.Adapter);

    public override Tensor Apply(Tensor y, Tensor x, Tensor? tokens)
    {
        using var scope = NewDisposeScope();
        var changed = cuts is null
            ? adapters.Aggregate(y, (changed, adapter) => Apply(adapter, changed, x, tokens))
            : ApplyApart(cuts, y, x, tokens);
        return changed.MoveToOuterDisposeScope();
    }

    public override void ApplyInPlace(Tensor y, Tensor x, Tensor? tokens)
    {
        foreach (var step in adapters)
        {
            var (adapter, part) = step;
            using var outputs = y.narrow(-1, part.FirstRow, part.Rows);
            if (adapter is IBottleneck { Scaling: not { Factor: not null } } bottleneck)
            {
                InPlaceBottleneck.Add(bottleneck, outputs, x);
            }
            else
            {
                using var changed = step.Apply(outputs, x, tokens);
                outputs.copy_(changed);
            }
        }
    }

    public override void Dispose()
    {
        foreach (var step in adapters)
            step.Dispose();
    }

    private static long[]? FindCuts(IReadOnlyList<PartAdapter> adapters)
    {
        ProjectionPart[] parts = [.. adapters.Select(step => step.Part).Distinct().OrderBy(part => part.FirstRow)];
        return parts.Zip(parts.Skip(1)).All(pair => EndOf(pair.First) <= pair.Second.FirstRow)
            ? [.. parts.SelectMany(part => new[] { part.FirstRow, EndOf(part) }).Prepend(0).Distinct()]
            : null;
    }

    private static long EndOf(ProjectionPart part) => part.FirstRow + part.Rows;

    // Divided and joined once: the gradient of each narrowed tensor would be one of the whole width.
    private Tensor ApplyApart(long[] cuts, Tensor y, Tensor x, Tensor? tokens)
    {
        var sizes = cuts.Zip([.. cuts.Skip(1), y.size(-1)], (first, next) => next - first).Where(size => size > 0).ToArray();
        var pieces = sizes.Length == 1 ? [y] : y.split(sizes, -1);
        foreach (var step in adapters)
        {
            var index = Array.IndexOf(cuts, step.Part.FirstRow);
            pieces[index] = step.Apply(pieces[index], x, tokens);
        }

        return pieces is [var only] ? only : cat(pieces, -1);
    }

    // Gradients may need the unchanged product, so that the parts are joined anew.
    private static Tensor Apply(PartAdapter step, Tensor y, Tensor x, Tensor? tokens)
    {
        var part = step.Part;
        var (end, width) = (EndOf(part), y.size(-1));
        using var outputs = y.narrow(-1, part.FirstRow, part.Rows);
        var changed = step.Apply(outputs, x, tokens);
        if (part.Rows == width)
            return changed;

        return cat([y.narrow(-1, 0, part.FirstRow), changed, y.narrow(-1, end, width - end)], -1);
    }
}
