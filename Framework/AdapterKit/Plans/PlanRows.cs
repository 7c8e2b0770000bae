namespace AdapterKit;

/// <summary>Which rows of a batch belong to which branch of a plan.</summary>
internal sealed class PlanRows
{
    private PlanRows(Branching branching, IReadOnlyList<PlanBranch> branches)
    {
        (Branching, Branches) = (branching, branches);
        var order = branches.SelectMany(branch => branch.Rows).Select(row => (long)row).ToArray();
        if (!order.SequenceEqual(order.Order()))
            Order = order;
    }

    public Branching Branching { get; }

    /// <summary>The branches, in the order in which the layers see their rows.</summary>
    public IReadOnlyList<PlanBranch> Branches { get; }

    /// <summary>The rows in that order; <see langword="null"/> where they stay as they are.</summary>
    public long[]? Order { get; }

    public static PlanRows Of(Branching branching, IReadOnlyList<TaskChain> chains)
    {
        if (branching != Branching.Rows)
            return new(branching, [.. chains.Select(chain => new PlanBranch(chain, Share: 1, Rows: []))]);

        // Branches with equally many rows become neighbours, and so may be folded together.
        var wanted = chains.Index().GroupBy(row => row.Item.Name).OrderBy(rows => rows.Count());
        return new(branching, [.. wanted.Select(rows => new PlanBranch(rows.First().Item, rows.Count(), [.. rows.Select(row => row.Index)]))]);
    }

    /// <summary>What each branch's head makes of its rows, new tensors; nothing for the bare backbone.</summary>
    /// <param name="features">Summed-up texts, in the order of the batch.</param>
    /// <param name="texts">The number of texts.</param>
    public IEnumerable<(Setup Branch, Tensor Scores, IReadOnlyList<int> Rows)> Answers(Tensor features, int texts)
    {
        foreach (var (index, branch) in Branches.Index())
        {
            if (branch.Chain.Task is not { } task)
                continue;

            using var own = Of(features, branch, features.size(0) > texts ? index * texts : 0, texts);
            yield return (branch.Chain.Name, task.Head(own), branch.Rows.Count > 0 ? branch.Rows : [.. Enumerable.Range(0, texts)]);
        }
    }

    private static Tensor Of(Tensor features, PlanBranch branch, long first, long count)
    {
        if (branch.Rows.Count == 0)
            return features.narrow(0, first, count);

        using var rows = tensor(branch.Rows.Select(row => (long)row).ToArray());
        return features.index_select(0, rows);
    }

    /// <exception cref="ArgumentException">The plan was compiled for another number of rows.</exception>
    public void Check(TokenBatch batch)
    {
        var rows = Branches.Sum(branch => branch.Rows.Count);
        if (Branching == Branching.Rows && batch.Ids.size(0) != rows)
            throw new ArgumentException($"The plan says what each of {rows} rows wants, but the batch has {batch.Ids.size(0)}.", nameof(batch));
    }
}

/// <summary>A branch and its rows.</summary>
/// <param name="Chain">What runs.</param>
/// <param name="Share">How many rows it has for each that another branch with a share of 1 has.</param>
/// <param name="Rows">Its rows in the batch; empty where every branch has them all.</param>
internal sealed record PlanBranch(TaskChain Chain, int Share, IReadOnlyList<int> Rows);
