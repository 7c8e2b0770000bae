namespace AdapterKit;

/// <summary>The changes of several parts of a setup to a product, combined.</summary>
/// <param name="parts">The change of each part; <see langword="null"/> for none.</param>
/// <param name="combination">How their results become one.</param>
internal sealed class CombinedProjection(IReadOnlyList<ProjectionChange?> parts, Combination combination) : ProjectionChange
{
    public override Tensor Apply(Tensor y, Tensor x, Tensor? tokens)
    {
        using var scope = NewDisposeScope();
        return combination.Join([.. parts.Select((change, part) => Run(
            change,
            combination.Select(y, part),
            combination.Select(x, part),
            tokens is null ? null : combination.Select(tokens, part)))]).MoveToOuterDisposeScope();
    }

    public override void ApplyInPlace(Tensor y, Tensor x, Tensor? tokens)
    {
        using var changed = Apply(y, x, tokens);
        y.copy_(changed);
    }

    public override void Dispose()
    {
        foreach (var part in parts)
            part?.Dispose();
    }

    private static Tensor Run(ProjectionChange? change, Tensor y, Tensor x, Tensor? tokens) => change?.Apply(y, x, tokens) ?? y;
}
