namespace AdapterKit.Hosting;

/// <summary>What callers learn of a task, wherever it is served.</summary>
/// <param name="Id">The id.</param>
/// <param name="Kind">The id of its kind.</param>
/// <param name="Labels">The labels; empty for a kind without any.</param>
/// <param name="ReadsPairs">Whether it reads pairs of texts.</param>
/// <param name="MaxTokens">The number of tokens that it reads of a text.</param>
/// <param name="WeightsHash">The <c>sha256:…</c> of its weights.</param>
public sealed record ServedTask(
    string Id, string Kind, IReadOnlyList<string> Labels, bool ReadsPairs, int MaxTokens, string? WeightsHash)
{
    /// <summary>Describes a task.</summary>
    /// <param name="task">The task.</param>
    public static ServedTask Of(TaskAdapter task)
    {
        ArgumentNullException.ThrowIfNull(task);
        var kind = task.Declaration.Kind;
        return new(
            task.Id, kind.Id, task.Declaration.Labels, kind.Reading.IsPaired, task.Config.MaxTokens, task.WeightsHash);
    }
}
