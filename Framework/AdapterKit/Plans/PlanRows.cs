namespace AdapterKit;

/// <summary>The assignment of a batch's rows to the branches of a plan.</summary>
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

    /// <summary>The rows in that order; <see langword="null"/> if it is the batch's own.</summary>
    public long[]? Order { get; }

    /// <summary>Assigns rows.</summary>
    /// <param name="branching">How the branches share a batch.</param>
    /// <param name="stacks">The branches; for <see cref="Branching.Rows"/>, the stack of each row.</param>
    public static PlanRows Create(Branching branching, IReadOnlyList<TaskStack> stacks)
    {
        if (branching != Branching.Rows)
            return new(branching, [.. stacks.Select(stack => new PlanBranch(stack, RowWeight: 1, Rows: []))]);

        // Branches with equally many rows become adjacent, so that they can be merged.
        var groups = stacks.Index().GroupBy(row => row.Item.Name).OrderBy(rows => rows.Count());
        return new(
            branching, [.. groups.Select(rows => new PlanBranch(rows.First().Item, rows.Count(), [.. rows.Select(row => row.Index)]))]);
    }

    /// <summary>Computes the logits of each branch that has a head.</summary>
    /// <param name="pooled">Pooled features, in the order of the batch; repeated per branch if the branches differ.</param>
    /// <param name="hidden">The hidden states that were pooled.</param>
    /// <param name="ids">The tokens of the texts <c>[texts, tokens]</c>.</param>
    public TaskLogits ComputeLogits(Tensor pooled, Tensor hidden, Tensor ids)
    {
        var texts = (int)ids.size(0);
        var logits = new Dictionary<Setup, BranchLogits>();
        foreach (var (index, branch) in Branches.Index())
        {
            if (branch.Stack.Task is not { } task)
                continue;

            var features = task.ReadsTokens ? hidden : pooled;
            using var own = SelectRows(features, branch, features.size(0) > texts ? index * texts : 0, texts);
            using var tokens = SelectRows(ids, branch, 0, texts);
            var rows = branch.Rows.Count > 0 ? branch.Rows : [.. Enumerable.Range(0, texts)];
            logits.Add(branch.Stack.Name, new(task.Head(own, tokens), rows));
        }

        return new(logits);
    }

    /// <summary>Refuses a batch with another number of rows than the plan was compiled for.</summary>
    /// <exception cref="ArgumentException">The numbers differ.</exception>
    public void RequireFits(TokenBatch batch)
    {
        var rows = Branches.Sum(branch => branch.Rows.Count);
        if (Branching == Branching.Rows && batch.Count != rows)
        {
            throw new ArgumentException(
                $"The plan was compiled for {rows} rows, but the batch has {batch.Count}. Compile a plan for this batch.", nameof(batch));
        }
    }

    private static Tensor SelectRows(Tensor features, PlanBranch branch, long first, long count)
    {
        if (branch.Rows.Count == 0)
            return features.narrow(0, first, count);

        using var rows = tensor(branch.Rows.Select(row => (long)row).ToArray(), device: features.device);
        return features.index_select(0, rows);
    }
}

/// <summary>A branch and its rows.</summary>
/// <param name="Stack">The tasks of the branch.</param>
/// <param name="RowWeight">Its number of rows relative to a branch of weight 1.</param>
/// <param name="Rows">Its rows in the batch; empty if every branch has all of them.</param>
internal sealed record PlanBranch(TaskStack Stack, int RowWeight, IReadOnlyList<int> Rows);
