namespace AdapterKit;

/// <summary>Changes to a product, each of which changes what the one before has left.</summary>
/// <param name="changes">The changes in the order in which they act.</param>
internal sealed class ProjectionSequence(IReadOnlyList<ProjectionChange> changes) : ProjectionChange
{
    public override Tensor Apply(Tensor y, Tensor x, Tensor? tokens)
    {
        using var scope = NewDisposeScope();
        return changes.Aggregate(y, (changed, next) => next.Apply(changed, x, tokens)).MoveToOuterDisposeScope();
    }

    public override void ApplyInPlace(Tensor y, Tensor x, Tensor? tokens)
    {
        foreach (var change in changes)
            change.ApplyInPlace(y, x, tokens);
    }

    public override void Dispose()
    {
        foreach (var change in changes)
            change.Dispose();
    }
}
