namespace AdapterKit;

/// <summary>A product whose branches change it differently, each at its share of the batch's rows.</summary>
internal sealed class BranchedProjection : ProjectionChange
{
    private readonly ProjectionBranch[] branches;
    private readonly int totalWeight;

    private BranchedProjection(IReadOnlyList<ProjectionBranch> branches) =>
        (this.branches, totalWeight) = ([.. branches], branches.Sum(branch => branch.RowWeight));

    /// <summary>Creates the program of a product; <see langword="null"/> if no branch changes it.</summary>
    /// <param name="linear">The backbone's weights.</param>
    /// <param name="branches">The branches in the order of their rows, each an <see cref="AdaptedProjection"/> or without a change.</param>
    /// <param name="purpose">What the plan is for.</param>
    public static ProjectionProgram? Create(Linear linear, IReadOnlyList<ProjectionBranch> branches, PlanPurpose purpose)
    {
        if (branches.All(branch => branch.Change is null))
            return null;
        if (purpose == PlanPurpose.Training)
            return branches is [{ Change: var alone }] ? alone : new BranchedProjection(branches);
        if (branches is [{ Change: AdaptedProjection only }])
            return Merge(linear, only);

        var merged = MergeAdjacent(branches, linear);
        return merged is [{ Change: var whole }] ? whole : new BranchedProjection(merged);
    }

    public override Tensor Apply(Tensor y, Tensor x, Tensor? tokens)
    {
        using var scope = NewDisposeScope();
        var results = Split(y, x, tokens).Select(slice => slice.Change?.Apply(slice.Y, slice.X, slice.Tokens) ?? slice.Y);
        return cat([.. results]).MoveToOuterDisposeScope();
    }

    public override void ApplyInPlace(Tensor y, Tensor x, Tensor? tokens)
    {
        using var scope = NewDisposeScope();
        foreach (var (change, rows, input, real) in Split(y, x, tokens))
            change?.ApplyInPlace(rows, input, real);
    }

    public override void Dispose()
    {
        foreach (var branch in branches)
            branch.Change?.Dispose();
    }

    private static ProjectionProgram Merge(Linear linear, AdaptedProjection change)
    {
        if (MergedProjection.TryMerge(linear, change.Adapters) is not { } merged)
            return change;

        change.Dispose();
        return merged;
    }

    private static List<ProjectionBranch> MergeAdjacent(IReadOnlyList<ProjectionBranch> branches, Linear linear)
    {
        var merged = new List<ProjectionBranch>();
        for (var first = 0; first < branches.Count;)
        {
            var weight = branches[first].RowWeight;
            List<AdaptedProjection> linearChanges =
            [
                .. branches.Skip(first)
                    .TakeWhile(branch => branch.RowWeight == weight && branch.Change is AdaptedProjection { IsLinear: true })
                    .Select(branch => (AdaptedProjection)branch.Change!),
            ];
            merged.Add(linearChanges.Count == 0
                ? branches[first]
                : new(BatchedProjection.Create(linearChanges, linear.in_features), weight * linearChanges.Count));
            first += Math.Max(1, linearChanges.Count);
        }

        return merged;
    }

    private IEnumerable<(ProjectionChange? Change, Tensor Y, Tensor X, Tensor? Tokens)> Split(Tensor y, Tensor x, Tensor? tokens)
    {
        var first = 0L;
        foreach (var (change, weight) in branches)
        {
            var count = y.size(0) * weight / totalWeight;
            yield return (change, y.narrow(0, first, count), x.narrow(0, first, count), tokens?.narrow(0, first, count));
            first += count;
        }
    }
}

/// <summary>What one or several branches of a plan change at a product.</summary>
/// <param name="Change">The change; <see langword="null"/> for none.</param>
/// <param name="RowWeight">Its share of the rows: as many as a branch of weight 1 has, times this.</param>
internal readonly record struct ProjectionBranch(ProjectionChange? Change, int RowWeight);
