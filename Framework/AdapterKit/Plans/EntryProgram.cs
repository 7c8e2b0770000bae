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
    /// <exception cref="ArgumentException">An adapter needs what the backbone does not do.</exception>
    public static EntryProgram? Create(IReadOnlyList<EntryBranch> branches)
    {
        if (branches.FirstOrDefault(branch => branch is { MovesText: true, Backbone.EmbedsVectors: false }).Backbone is { } backbone)
        {
            throw new ArgumentException(
                $"An adapter stands among the words or moves the text, but backbone '{backbone.Id}' does not embed vectors "
                + $"({nameof(Backbone)}.{nameof(Backbone.EmbedsVectors)}).");
        }

        if (branches.FirstOrDefault(branch => branch is { ChangesTables: true, Backbone.Tables: null }).Backbone is { } other)
        {
            throw new ArgumentException(
                $"An adapter changes a table of the embeddings, but those of backbone '{other.Id}' cannot be changed "
                + $"({nameof(Backbone)}.{nameof(Backbone.Tables)}).");
        }

        return branches.All(branch => branch.Adapters.Count == 0 && !branch.MovesText) ? null : new(branches);
    }

    /// <summary>Applies the adapters of each branch to its rows, the one nearest to the backbone first.</summary>
    /// <param name="h"><c>[batch, tokens, width]</c>; not modified.</param>
    /// <param name="batch">The tokens that were embedded; every branch has all of them, or each has some of them.</param>
    /// <returns>A new tensor of the same shape.</returns>
    public Tensor Enter(Tensor h, TokenBatch batch) => Apply(
        h,
        (branch, rows, first) => branch.Adapters.Aggregate(
            branch.MovesText || branch.ChangesTables
                ? EmbedAgain(branch, batch, h.size(0) == batch.Count ? first : 0, rows.size(0))
                : rows,
            (x, adapter) => adapter.Enter(x)));

    /// <summary>Computes the prompt of each branch, that of its last task first.</summary>
    /// <param name="rows">The rows of all branches.</param>
    /// <returns>Prompts <c>[length, width]</c>, owned by the caller, with the number of their rows.</returns>
    public IReadOnlyList<(Tensor? Prompt, long Rows)> ComputePrompts(long rows) =>
        [.. branches.Select(branch => (ComputePrompt(branch), rows * branch.RowWeight / totalWeight))];

    /// <summary>Returns by how many positions the rows of each branch move behind its prefixes.</summary>
    /// <param name="rows">The rows of all branches.</param>
    public IReadOnlyList<(long Shift, long Rows)> GetShifts(long rows) =>
        [.. branches.Select(branch => ((long)branch.Shift, rows * branch.RowWeight / totalWeight))];

    /// <summary>Undoes <see cref="Enter"/>.</summary>
    /// <exception cref="InvalidOperationException">An adapter is not invertible.</exception>
    public Tensor Invert(Tensor h) =>
        Apply(h, (branch, rows, _) => branch.Adapters.Reverse().Aggregate(rows, (x, adapter) => Invert(adapter, x)));

    // A prompt alone leaves the tokens as they are.
    private static Tensor Invert(EntryAdapter adapter, Tensor h) => adapter switch
    {
        IInvertible invertible => invertible.Invert(h),
        PromptAdapter => h.alias(),
        _ => throw new InvalidOperationException(
            $"{adapter.GetType().Name} cannot be inverted: it does not implement {nameof(IInvertible)}."),
    };

    // Vectors among the words count as tokens, behind the prefix and in front of the text.
    private static Tensor? ComputePrompt(EntryBranch branch)
    {
        var (prompts, position) = (new List<Tensor>(), branch.Shift);
        foreach (var adapter in branch.Adapters.Reverse())
        {
            if (adapter.ComputePrompt() is not { } prompt)
                continue;

            prompts.Add(adapter.IsAmongWords ? branch.Backbone!.EmbedVectors(prompt, position) : prompt);
            position += adapter.IsAmongWords ? (int)prompt.size(0) : 0;
        }

        return prompts switch
        {
            [] => null,
            [var only] => only,
            _ => cat(prompts),
        };
    }

    private static Tensor EmbedAgain(EntryBranch branch, TokenBatch batch, long first, long count)
    {
        var (backbone, adapters) = (branch.Backbone!, branch.Adapters);
        var words = adapters.Where(adapter => adapter.IsAmongWords).Sum(adapter => adapter.ComputePrompt()?.size(0) ?? 0);
        using var moved = batch.Move(first, count, branch.Shift + words);
        var changes = adapters
            .Where(adapter => adapter.ChangedTable is not null)
            .Select(adapter => adapter.ComputeChange(backbone.Tables!.FindRows(adapter.ChangedTable!.Value, moved)))
            .ToList();
        return changes.Count == 0
            ? backbone.Embed(moved)
            : backbone.EmbedWithChange(moved, changes.Aggregate((sum, change) => sum + change));
    }

    private Tensor Apply(Tensor h, Func<EntryBranch, Tensor, long, Tensor> apply)
    {
        using var scope = NewDisposeScope();
        var (results, first) = (new Tensor[branches.Length], 0L);
        foreach (var (index, branch) in branches.Index())
        {
            var rows = h.size(0) * branch.RowWeight / totalWeight;
            results[index] = apply(branch, h.narrow(0, first, rows), first);
            first += rows;
        }

        return (results is [var only] ? only : cat(results)).MoveToOuterDisposeScope();
    }
}

/// <summary>What one branch of a plan changes at the embedded tokens.</summary>
/// <param name="Adapters">The adapters, the one nearest to the backbone first; none for a branch that changes nothing.</param>
/// <param name="Shift">By how many positions prefixes move the text.</param>
/// <param name="Backbone">The backbone of its tasks; <see langword="null"/> for the bare backbone.</param>
/// <param name="RowWeight">Its share of the rows: as many as a branch of weight 1 has, times this.</param>
internal readonly record struct EntryBranch(IReadOnlyList<EntryAdapter> Adapters, int Shift, Backbone? Backbone, int RowWeight)
{
    /// <summary>Whether the text begins at another position than 0.</summary>
    public bool MovesText => Shift > 0 || Adapters.Any(adapter => adapter.IsAmongWords);

    /// <summary>Whether the tokens are embedded with a change.</summary>
    public bool ChangesTables => Adapters.Any(adapter => adapter.ChangedTable is not null);
}
