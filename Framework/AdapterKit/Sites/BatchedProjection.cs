namespace AdapterKit;

/// <summary>
/// Branches with equally many rows whose changes are linear: one batched product down for all branches and parts, and one up for each part.
/// </summary>
/// <remarks>Ranks that differ are padded with zeros.</remarks>
internal sealed class BatchedProjection : ProjectionChange
{
    private readonly Tensor down;
    private readonly BatchedPart[] parts;

    private BatchedProjection(Tensor down, BatchedPart[] parts) => (this.down, this.parts) = (down, parts);

    /// <summary>Batches branches.</summary>
    /// <param name="branches">The branches, in the order of their rows; all of them linear.</param>
    /// <param name="inputs">The width of the input.</param>
    public static BatchedProjection Create(IReadOnlyList<AdaptedProjection> branches, long inputs)
    {
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        List<ProjectionPart> ranges = [.. branches.SelectMany(branch => branch.Adapters).Select(step => step.Part).Distinct()];
        List<long> ranks = [.. ranges.Select(range => branches.Max(branch => branch.GetChanges(range).Sum(GetRank)))];
        var down = branches[0].GetChanges(branches[0].Adapters[0].Part).First().Down.weight
            .new_zeros(branches.Count, inputs, ranks.Sum());
        var parts = new List<BatchedPart>();
        var first = 0L;
        foreach (var (range, rank) in ranges.Zip(ranks))
        {
            parts.Add(BatchedPart.Create(branches, range, down.narrow(2, first, rank), first));
            first += rank;
        }

        return new(down.DetachFromDisposeScope(), [.. parts]);
    }

    public override Tensor Apply(Tensor y, Tensor x, Tensor? tokens)
    {
        var changed = y.clone();
        ApplyInPlace(changed, x, tokens);
        return changed;
    }

    public override void ApplyInPlace(Tensor y, Tensor x, Tensor? tokens)
    {
        using var scope = NewDisposeScope();
        var (branches, inputs) = (down.size(0), down.size(1));
        var reduced = x.reshape(branches, -1, inputs).bmm(down);
        var rows = y.view(branches, -1, y.size(-1));
        foreach (var part in parts)
            part.AddTo(rows, reduced);
    }

    public override void Dispose()
    {
        down.Dispose();
        foreach (var part in parts)
            part.Dispose();
    }

    private static long GetRank(IBottleneck change) => change.Down.out_features;
}
