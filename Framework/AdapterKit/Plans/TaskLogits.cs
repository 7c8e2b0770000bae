namespace AdapterKit;

/// <summary>The logits of the tasks in one call.</summary>
/// <remarks>Owns the logits; dispose of it.</remarks>
public sealed class TaskLogits : IDisposable
{
    private readonly IReadOnlyDictionary<Setup, BranchLogits> logits;

    internal TaskLogits(IReadOnlyDictionary<Setup, BranchLogits> logits) => this.logits = logits;

    /// <summary>The branches of the setup that have a head.</summary>
    public IReadOnlyCollection<Setup> Branches => [.. logits.Keys];

    /// <summary>The logits of a branch.</summary>
    /// <param name="branch">A branch as the setup names it: a task's id, in the simplest case.</param>
    /// <returns>
    /// <c>[rows, outputs]</c>, borrowed: all rows of the batch in their order, or those of this branch; <c>[rows, tokens, outputs]</c> for
    /// a task that reads tokens.
    /// </returns>
    /// <exception cref="ArgumentException">The setup has no such branch.</exception>
    public Tensor this[Setup branch] => Find(branch).Logits;

    /// <summary>Returns the rows of the batch that belong to a branch, in the order of its logits.</summary>
    /// <param name="branch">A branch as the setup names it.</param>
    /// <exception cref="ArgumentException">The setup has no such branch.</exception>
    public IReadOnlyList<int> RowsOf(Setup branch) => Find(branch).Rows;

    /// <summary>Releases the logits.</summary>
    public void Dispose()
    {
        foreach (var (branch, _) in logits.Values)
            branch.Dispose();
    }

    /// <summary>Concatenates the logits of passes over parts of the texts, in the order of the texts, and disposes of the passes.</summary>
    internal static TaskLogits Concatenate(IReadOnlyList<(int[] Rows, TaskLogits Logits)> passes)
    {
        using var scope = NewDisposeScope();
        long[] order = [.. passes.SelectMany(pass => pass.Rows)];
        int[] rows = [.. Enumerable.Range(0, order.Length)];
        var joined = new TaskLogits(passes[0].Logits.Branches.ToDictionary(
            branch => branch,
            branch =>
            {
                var sorted = cat(Widen([.. passes.Select(pass => pass.Logits[branch])]));
                var positions = tensor(order, device: sorted.device).argsort();
                return new BranchLogits(sorted.index_select(0, positions).DetachFromDisposeScope(), rows);
            }));
        foreach (var pass in passes)
            pass.Logits.Dispose();

        return joined;
    }

    // Logits of tokens are as long as the longest text of their pass.
    private static List<Tensor> Widen(List<Tensor> logits)
    {
        if (logits[0].dim() < 3)
            return logits;

        var tokens = logits.Max(pass => pass.size(1));
        return [.. logits.Select(pass => nn.functional.pad(pass, [0, 0, 0, tokens - pass.size(1)]))];
    }

    private BranchLogits Find(Setup branch) => logits.TryGetValue(branch, out var found)
        ? found
        : throw new ArgumentException(
            $"The setup has no branch {branch}. Its branches are: {string.Join(", ", logits.Keys)}.", nameof(branch));
}

/// <summary>The logits of one branch.</summary>
/// <param name="Logits"><c>[rows, outputs]</c></param>
/// <param name="Rows">The rows of the batch, in the order of the logits.</param>
internal readonly record struct BranchLogits(Tensor Logits, IReadOnlyList<int> Rows);
