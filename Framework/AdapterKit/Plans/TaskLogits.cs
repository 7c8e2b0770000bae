namespace AdapterKit;

/// <summary>What several tasks answered.</summary>
/// <remarks>Owns the answers; dispose of it.</remarks>
public sealed class TaskAnswers : IDisposable
{
    private readonly Dictionary<Setup, (Tensor Scores, IReadOnlyList<int> Rows)> answers;

    internal TaskAnswers(IEnumerable<(Setup Branch, Tensor Scores, IReadOnlyList<int> Rows)> answers) =>
        this.answers = answers.ToDictionary(answer => answer.Branch, answer => (answer.Scores, answer.Rows));

    /// <summary>The branches of the setup that have a head, each once.</summary>
    public IReadOnlyCollection<Setup> Branches => answers.Keys;

    /// <summary>What a branch answered.</summary>
    /// <param name="branch">A branch as the setup names it: a task's id, in the simplest case.</param>
    /// <returns><c>[rows, outputs]</c>, borrowed: all rows of the batch in their order, or those that wanted this branch.</returns>
    /// <exception cref="ArgumentException">The setup has no such branch.</exception>
    public Tensor this[Setup branch] => Find(branch).Scores;

    /// <summary>The rows of the batch that a branch answered, in the order of its answers.</summary>
    /// <param name="branch">A branch as the setup names it.</param>
    /// <exception cref="ArgumentException">The setup has no such branch.</exception>
    public IReadOnlyList<int> RowsOf(Setup branch) => Find(branch).Rows;

    /// <summary>Releases the answers.</summary>
    public void Dispose()
    {
        foreach (var (scores, _) in answers.Values)
            scores.Dispose();
    }

    /// <summary>Puts the answers of several passes over parts of the texts together, and releases them.</summary>
    internal static TaskAnswers Join(IReadOnlyList<(int[] Rows, TaskAnswers Answers)> passes)
    {
        using var scope = NewDisposeScope();
        using var order = tensor(passes.SelectMany(pass => pass.Rows).Select(row => (long)row).ToArray());
        var places = order.argsort();
        int[] rows = [.. Enumerable.Range(0, (int)order.size(0))];
        var joined = passes[0].Answers.Branches.Select(branch =>
            (branch, cat([.. passes.Select(pass => pass.Answers[branch])]).index_select(0, places).DetachFromDisposeScope(), (IReadOnlyList<int>)rows));
        var answers = new TaskAnswers(joined);
        foreach (var pass in passes)
            pass.Answers.Dispose();

        return answers;
    }

    private (Tensor Scores, IReadOnlyList<int> Rows) Find(Setup branch) => answers.TryGetValue(branch, out var answer)
        ? answer
        : throw new ArgumentException($"No answer of {branch} is among: {string.Join(", ", answers.Keys)}.", nameof(branch));
}
