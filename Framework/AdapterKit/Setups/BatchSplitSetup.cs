using System.Collections.Immutable;

namespace AdapterKit;

/// <summary>A batch in which every text has a task of its own.</summary>
public sealed record BatchSplitSetup : Setup
{
    private readonly ImmutableArray<Setup> rows;

    internal BatchSplitSetup(IReadOnlyList<Setup> rows)
    {
        if (rows.Count == 0 || rows.Any(row => row.Branching != Branching.None || row is FuseSetup))
        {
            throw new ArgumentException(
                "A batch split takes at least one row, and each must be a name or a stack. To use a fusion, declare it as a task.",
                nameof(rows));
        }

        this.rows = [.. rows];
    }

    /// <summary>The task of each text, in the order of the batch.</summary>
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
}
