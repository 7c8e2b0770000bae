using System.Collections.Immutable;

namespace AdapterKit;

/// <summary>Several tasks on the same texts in one pass.</summary>
public sealed record ParallelSetup : Setup
{
    private readonly ImmutableArray<Setup> branches;

    internal ParallelSetup(IReadOnlyList<Setup> branches)
    {
        if (branches.Count < 2 || branches.Any(branch => branch.Branching != Branching.None || branch is FuseSetup))
            throw new ArgumentException("Tasks side by side are names and stacks, at least two; a fusion must be a task of its own.", nameof(branches));

        this.branches = [.. Distinct.Of(branches, "parallel setup")];
    }

    /// <summary>What runs side by side, in the order of the answers.</summary>
    public IReadOnlyList<Setup> Branches => branches;

    /// <inheritdoc />
    public override IReadOnlyList<string> Names => [.. branches.SelectMany(branch => branch.Names).Distinct()];

    internal override Branching Branching => Branching.Copies;

    /// <inheritdoc />
    public bool Equals(ParallelSetup? other) => other is not null && branches.SequenceEqual(other.branches);

    /// <inheritdoc />
    public override int GetHashCode() => branches.Aggregate(37, HashCode.Combine);

    /// <inheritdoc />
    public override string ToString() => $"Parallel[{string.Join(", ", branches)}]";

    internal override IReadOnlyList<TaskChain> Chains(Func<string, TaskAdapter> find) => [.. branches.SelectMany(branch => branch.Chains(find))];
}
