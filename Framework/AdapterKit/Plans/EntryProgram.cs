namespace AdapterKit;

/// <summary>What the branches of a plan change at the embedded tokens, each at its share of the batch's rows.</summary>
internal sealed class EntryProgram
{
    private readonly EntryBranch[] branches;
    private readonly int totalWeight;

    private EntryProgram(IReadOnlyList<EntryBranch> branches) =>
        (this.branches, totalWeight) = ([.. branches], branches.Sum(branch => branch.RowWeight));

    /// <summary>Creates the program; <see langword="null"/> if no branch changes the embedded tokens.</summary>
    /// <param name="branches">The branches in the order of their rows.</param>
    public static EntryProgram? Create(IReadOnlyList<EntryBranch> branches) =>
        branches.All(branch => branch.Adapters.Count == 0) ? null : new(branches);

    /// <summary>Applies the adapters of each branch to its rows, the one nearest to the backbone first.</summary>
    /// <param name="h"><c>[batch, tokens, width]</c>; not modified.</param>
    /// <returns>A new tensor of the same shape.</returns>
    public Tensor Enter(Tensor h) => Apply(h, branch => branch.Adapters, static (adapter, x) => adapter.Enter(x));

    /// <summary>Computes the prompt of each branch, that of its last task first.</summary>
    /// <param name="rows">The rows of all branches.</param>
    /// <returns>Prompts <c>[length, width]</c>, owned by the caller, with the number of their rows.</returns>
    public IReadOnlyList<(Tensor? Prompt, long Rows)> ComputePrompts(long rows) =>
        [.. branches.Select(branch => (ComputePrompt(branch), rows * branch.RowWeight / totalWeight))];

    /// <summary>Undoes <see cref="Enter"/>.</summary>
    /// <exception cref="InvalidOperationException">An adapter is not invertible.</exception>
    public Tensor Invert(Tensor h) => Apply(h, branch => branch.Adapters.Reverse(), Invert);

    // A prompt alone leaves the tokens as they are.
    private static Tensor Invert(EntryAdapter adapter, Tensor h) => adapter switch
    {
        IInvertible invertible => invertible.Invert(h),
        PromptAdapter => h.alias(),
        _ => throw new InvalidOperationException(
            $"{adapter.GetType().Name} cannot be inverted: it does not implement {nameof(IInvertible)}."),
    };

    private static Tensor? ComputePrompt(EntryBranch branch)
    {
        List<Tensor> prompts = [.. branch.Adapters.Reverse().Select(adapter => adapter.ComputePrompt()).OfType<Tensor>()];
        return prompts switch
        {
            [] => null,
            [var only] => only,
            _ => cat(prompts),
        };
    }

    private Tensor Apply(Tensor h, Func<EntryBranch, IEnumerable<EntryAdapter>> order, Func<EntryAdapter, Tensor, Tensor> apply)
    {
        using var scope = NewDisposeScope();
        var (results, first) = (new Tensor[branches.Length], 0L);
        foreach (var (index, branch) in branches.Index())
        {
            var rows = h.size(0) * branch.RowWeight / totalWeight;
            results[index] = order(branch).Aggregate(h.narrow(0, first, rows), (x, adapter) => apply(adapter, x));
            first += rows;
        }

        return (results is [var only] ? only : cat(results)).MoveToOuterDisposeScope();
    }
}

/// <summary>What one branch of a plan changes at the embedded tokens.</summary>
/// <param name="Adapters">The adapters, the one nearest to the backbone first; none for a branch that changes nothing.</param>
/// <param name="RowWeight">Its share of the rows: as many as a branch of weight 1 has, times this.</param>
internal readonly record struct EntryBranch(IReadOnlyList<EntryAdapter> Adapters, int RowWeight);
