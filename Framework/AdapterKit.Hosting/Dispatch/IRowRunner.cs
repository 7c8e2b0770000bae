namespace AdapterKit.Hosting;

/// <summary>Answers rows and writes texts: the <see cref="RequestDispatcher"/> of this process, or several processes together.</summary>
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

    /// <summary>Lets a task of a language model continue texts, or one of an encoder-decoder write a text for each.</summary>
    /// <remarks>
    /// A task that is unknown, writes no texts, is out of service or cannot be reached is no exception: each text ends with a
    /// <see cref="TextSummary.State"/> and a reason that say so.
    /// </remarks>
    /// <param name="task">The id of the task.</param>
    /// <param name="texts">At least one text.</param>
    /// <param name="options">How tokens are chosen, and when a text ends. The draws of a text depend on the seed and its index.</param>
    /// <param name="key">Who asks: keys share the model fairly.</param>
    /// <param name="timeout">
    /// How long it may take; a time of the runner's own without a value. When the time is up, a text ends with what has been written so
    /// far.
    /// </param>
    /// <param name="charge">
    /// Takes tokens from whoever asks, as in <see cref="RunAsync"/>: those of the texts, and as many as may be written.
    /// </param>
    /// <param name="cancellationToken">Cancels the texts that are not finished; the next read throws.</param>
    /// <returns>
    /// What is written, as soon as it is: for each text any number of pieces, the last of which has an <see cref="TextPiece.End"/>.
    /// Enumerate it once; to stop cancels the texts.
    /// </returns>
    /// <exception cref="ArgumentException">There is no text.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside of its range.</exception>
    /// <exception cref="DispatchRejectedException">
    /// The request was not accepted; thrown by the first read if it could go to another process.
    /// </exception>
    IAsyncEnumerable<TextPiece> Generate(
        string task,
        IReadOnlyList<string> texts,
        GenerationOptions? options = null,
        string key = "",
        TimeSpan? timeout = null,
        Func<int, TimeSpan?>? charge = null,
        CancellationToken cancellationToken = default);
}
