using System.Collections.Immutable;

namespace AdapterKit;

/// <summary>A batch each of whose texts wants a task of its own.</summary>
public sealed record BatchSplitSetup : Setup
{
    private readonly ImmutableArray<Setup> rows;

    internal BatchSplitSetup(IReadOnlyList<Setup> rows)
    {
        if (rows.Count == 0 || rows.Any(row => row.Branching != Branching.None || row is FuseSetup))
            throw new ArgumentException("The rows of a batch want names and stacks, at least one; a fusion must be a task of its own.", nameof(rows));

        this.rows = [.. rows];
    }

    /// <summary>What each text wants, in the order of the batch.</summary>
    public IReadOnlyList<Setup> Rows => rows;

    /// <inheritdoc />
    public override IReadOnlyList<string> Names => [.. rows.SelectMany(row => row.Names).Distinct()];

    internal override Branching Branching => Branching.Rows;

    /// <inheritdoc />
    public bool Equals(BatchSplitSetup? other) => other is not null && rows.SequenceEqual(other.rows);

    /// <inheritdoc />
    public override int GetHashCode() => rows.Aggregate(41, HashCode.Combine);

    /// <inheritdoc />
    public override string ToString() => $"BatchSplit[{string.Join(", ", rows)}]";

    internal override IReadOnlyList<TaskChain> Chains(Func<string, TaskAdapter> find) => [.. rows.SelectMany(row => row.Chains(find))];
}
