namespace AdapterKit.Hosting;

/// <summary>Answers rows: the <see cref="RequestDispatcher"/> of this process, or several processes together.</summary>
public interface IRowRunner
{
    /// <summary>The tasks that other processes answer for this one, as far as this one does not serve them itself: a snapshot.</summary>
    IReadOnlyList<ServedTask> RemoteTasks => [];

    /// <summary>Answers the rows of a request: all of them are accepted or none.</summary>
    /// <param name="rows">Any number of rows.</param>
    /// <param name="key">Who asks: keys share the model fairly.</param>
    /// <param name="timeout">How long it may take; a time of the runner's own without a value.</param>
    /// <param name="charge">
    /// Takes the number of tokens of a request from whoever sends it, and returns <see langword="null"/>; or takes nothing and returns how
    /// long it must wait. It may throw a <see cref="DispatchRejectedException"/> for more than can ever be paid.
    /// </param>
    /// <param name="cancellationToken">Tells that nobody waits any more: rows that have not begun are dropped.</param>
    /// <returns>The result of each row, in order.</returns>
    /// <exception cref="DispatchRejectedException">The request was not accepted.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    Task<IReadOnlyList<RowResult>> RunAsync(
        IReadOnlyList<DispatchRow> rows,
        string key = "",
        TimeSpan? timeout = null,
        Func<int, TimeSpan?>? charge = null,
        CancellationToken cancellationToken = default);
}
