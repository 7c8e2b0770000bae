using System.Collections.Immutable;

namespace AdapterKit;

/// <summary>Several tasks on the same texts in one pass.</summary>
public sealed record ParallelSetup : Setup
{
    private readonly ImmutableArray<Setup> branches;

    internal ParallelSetup(IReadOnlyList<Setup> branches)
    {
        if (branches.Count < 2 || branches.Any(branch => branch.Branching != Branching.None || branch is FuseSetup))
        {
            throw new ArgumentException(
                "A parallel setup takes at least two branches, and each must be a name or a stack. To use a fusion, declare it as a task.",
                nameof(branches));
        }

        this.branches = [.. RequireDistinct(branches, "parallel setup")];
    }

    /// <summary>The tasks that run in parallel, in the order of their logits.</summary>
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
}
