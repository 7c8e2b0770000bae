namespace AdapterKit.Hosting;

/// <summary>A request: it is answered when its last row is.</summary>
/// <param name="key">Who asks.</param>
/// <param name="rows">The number of rows.</param>
/// <param name="arrived">When it came, by the dispatcher's clock.</param>
/// <param name="deadline">When it must be answered.</param>
internal sealed class DispatchRequest(string key, int rows, TimeSpan arrived, TimeSpan deadline)
{
    private readonly RowResult?[] results = new RowResult?[rows];
    private readonly TaskCompletionSource<IReadOnlyList<RowResult>> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int open = rows;

    public string Key { get; } = key;

    public TimeSpan Arrived { get; } = arrived;

    public TimeSpan Deadline { get; } = deadline;

    public Task<IReadOnlyList<RowResult>> Answer => answer.Task;

    /// <summary>Whether the caller has left.</summary>
    public bool IsGone => answer.Task.IsCanceled;

    /// <summary>Adds the result of a row, once.</summary>
    public void Complete(int row, RowResult result)
    {
        results[row] = result;
        if (Interlocked.Decrement(ref open) == 0)
            answer.TrySetResult(results!);
    }

    /// <summary>The caller has left.</summary>
    public void Leave(CancellationToken cancellationToken) => answer.TrySetCanceled(cancellationToken);
}
