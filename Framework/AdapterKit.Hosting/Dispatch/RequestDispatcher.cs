namespace AdapterKit.Hosting;

/// <summary>
/// Answers requests from any number of threads, in passes on one thread of its own: rows that want different tasks share a pass.
/// </summary>
/// <remarks>
/// <para>
/// A pass begins as soon as the one before has ended, with what waits by then. Each key has its fair share of the tokens with each task,
/// however much another one sends.
/// </para>
/// <para>Thread safety: all members may be called from any thread. Dispose of it before the host and the backbone.</para>
/// </remarks>
public sealed class RequestDispatcher : IAsyncDisposable
{
    private readonly IPassExecutor executor;
    private readonly DispatcherOptions options;
    private readonly CostModel cost = new();
    private readonly PassQueue queue;
    private readonly long origin;
    private readonly Lock gate = new();
    private readonly AutoResetEvent added = new(false);
    private readonly TaskCompletionSource drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread? thread;
    private TimeSpan passEnd;
    private bool isRunning;
    private bool isStopping;

    /// <summary>Starts a dispatcher.</summary>
    /// <param name="host">The host of the tasks; borrowed.</param>
    /// <param name="backbone">The backbone of all tasks; borrowed.</param>
    /// <param name="options">How to form passes, and what to accept.</param>
    public RequestDispatcher(PluginHost host, Backbone backbone, DispatcherOptions? options = null)
        : this(new HostExecutor(host, backbone, options ??= new DispatcherOptions()), options)
    {
        thread = new Thread(RunPasses) { IsBackground = true, Name = "AdapterKit dispatcher" };
        thread.Start();
    }

    internal RequestDispatcher(IPassExecutor executor, DispatcherOptions options)
    {
        (this.executor, this.options) = (executor, options);
        queue = new PassQueue(options, cost);
        Quarantine = new TaskQuarantine(options);
        origin = options.Clock.GetTimestamp();
    }

    /// <summary>The tasks that are out of service.</summary>
    public TaskQuarantine Quarantine { get; }

    /// <summary>The number of tokens that wait.</summary>
    public int QueuedTokens
    {
        get
        {
            lock (gate)
                return queue.Tokens;
        }
    }

    /// <summary>Whether it stops, and accepts nothing more.</summary>
    public bool IsStopping => Volatile.Read(ref isStopping);

    private TimeSpan Now => options.Clock.GetElapsedTime(origin);

    /// <summary>Answers the rows of a request: all of them are accepted or none.</summary>
    /// <param name="rows">Any number of rows.</param>
    /// <param name="key">Who asks: keys share the dispatcher fairly.</param>
    /// <param name="timeout">
    /// How long it may take; <see cref="DispatcherOptions.DefaultTimeout"/> without a value, and at most
    /// <see cref="DispatcherOptions.MaxTimeout"/>.
    /// </param>
    /// <param name="charge">
    /// Takes the number of tokens of a request from whoever sends it, and returns <see langword="null"/>; or takes nothing and returns how
    /// long it must wait. It may throw a <see cref="DispatchRejectedException"/> for more than can ever be paid.
    /// </param>
    /// <param name="cancellationToken">Tells that nobody waits any more: rows that have not begun are dropped.</param>
    /// <returns>The result of each row, in order.</returns>
    /// <exception cref="DispatchRejectedException">The request was not accepted.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public async Task<IReadOnlyList<RowResult>> RunAsync(
        IReadOnlyList<DispatchRow> rows,
        string key = "",
        TimeSpan? timeout = null,
        Func<int, TimeSpan?>? charge = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(key);
        cancellationToken.ThrowIfCancellationRequested();
        if (rows.Count == 0)
            return [];

        var allowed = timeout ?? options.DefaultTimeout;
        var arrived = Now;
        var request = new DispatchRequest(
            key, rows.Count, arrived, arrived + (allowed < options.MaxTimeout ? allowed : options.MaxTimeout));
        Accept(rows, request, charge);

        var left = cancellationToken.UnsafeRegister(static (state, token) => ((DispatchRequest)state!).Leave(token), request);
        await using (left.ConfigureAwait(false))
            return await request.Answer.ConfigureAwait(false);
    }

    /// <summary>Accepts nothing more, and waits until everything that was accepted is answered.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public Task StopAsync(CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            if (!isStopping)
            {
                isStopping = true;
                EndIfDrained();
                added.Set();
            }
        }

        return drained.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Stops, and waits until everything that was accepted is answered.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        thread?.Join();
        added.Dispose();
    }

    /// <summary>Runs one pass.</summary>
    /// <returns>Whether there was anything to run.</returns>
    internal bool RunPass()
    {
        IReadOnlyList<QueuedRow> late;
        IReadOnlyList<QueuedRow> rows;
        TimeSpan start;
        lock (gate)
        {
            start = Now;
            var before = queue.Tokens;
            late = queue.RemoveLate(start);
            rows = queue.Take(start);
            isRunning = rows.Count > 0;
            if (isRunning)
                passEnd = start + cost.Predict(rows.Count, rows.Max(row => row.Tokens));

            DispatchTelemetry.RecordQueued(queue.Tokens - before);
        }

        foreach (var row in late)
            row.Complete(new RowResult(RowState.Late, "Its time was up before its turn came. Allow more time, or send less at once."));

        DispatchTelemetry.RecordLate(late.Count);
        if (rows.Count > 0)
            Run(rows, start);

        lock (gate)
        {
            isRunning = false;
            EndIfDrained();
        }

        return rows.Count > 0;
    }

    private List<QueuedRow> Prepare(IReadOnlyList<DispatchRow> rows, DispatchRequest request)
    {
        var waiting = new List<QueuedRow>();
        foreach (var (index, (row, result)) in executor.Prepare(rows).Index())
        {
            if (result is not null)
                request.Complete(index, result);
            else if (row.Row.Task is { } task && Quarantine.FindReason(task) is { } reason)
                request.Complete(index, new RowResult(RowState.Quarantined, $"Task '{task}' is out of service. {reason}"));
            else
                waiting.Add(new QueuedRow(row, request, index));
        }

        return waiting;
    }

    private void Accept(IReadOnlyList<DispatchRow> rows, DispatchRequest request, Func<int, TimeSpan?>? charge)
    {
        try
        {
            RequireRunning();
            var waiting = PrepareOrStop(rows, request);
            if (waiting.Count > 0)
                Add(waiting, charge);
        }
        catch (DispatchRejectedException rejection)
        {
            DispatchTelemetry.RecordRejected(rejection.Reason);
            throw;
        }
    }

    // The host may go as soon as everything that was accepted is answered.
    private List<QueuedRow> PrepareOrStop(IReadOnlyList<DispatchRow> rows, DispatchRequest request)
    {
        try
        {
            return Prepare(rows, request);
        }
        catch (ObjectDisposedException)
        {
            RequireRunning();
            throw;
        }
    }

    private void RequireRunning()
    {
        if (IsStopping)
        {
            throw new DispatchRejectedException(
                RejectionReason.Stopping, TimeSpan.FromSeconds(1), "This server is stopping. Try again on another one.");
        }
    }

    private void Add(List<QueuedRow> rows, Func<int, TimeSpan?>? charge)
    {
        if (charge?.Invoke(rows.Sum(row => row.Tokens)) is { } wait)
        {
            throw new DispatchRejectedException(
                RejectionReason.RateLimited, wait, $"Your key has used up its tokens. Try again in {wait.TotalSeconds:0} s.");
        }

        lock (gate)
        {
            RequireRunning();
            var (now, before) = (Now, queue.Tokens);
            queue.Add(rows, now, isRunning && passEnd > now ? passEnd - now : TimeSpan.Zero);
            DispatchTelemetry.RecordQueued(queue.Tokens - before);
        }

        added.Set();
    }

    private void Run(IReadOnlyList<QueuedRow> rows, TimeSpan start)
    {
        IReadOnlyList<RowResult> results;
        try
        {
            results = executor.Run([.. rows.Select(row => row.Prepared)]);
        }
#pragma warning disable CA1031 // Whatever goes wrong in a pass is an answer to its rows: the next pass runs all the same.
        catch (Exception error)
#pragma warning restore CA1031
        {
            results = [.. rows.Select(_ => new RowResult(RowState.Failed, $"The pass failed: {PrintableText.Describe(error)}"))];
        }

        var time = Now - start;
        lock (gate)
            cost.Observe(rows.Count, rows.Max(row => row.Tokens), time);

        RecordFaults(rows, results);
        DispatchTelemetry.RecordPass(rows, start, time);
        foreach (var (row, result) in rows.Zip(results))
            row.Complete(result);
    }

    // A pass without a generation failed as a whole, for which no task is to blame.
    private void RecordFaults(IReadOnlyList<QueuedRow> rows, IReadOnlyList<RowResult> results)
    {
        foreach (var own in rows.Zip(results).Where(row => row.First.Flow.Task is not null).GroupBy(row => row.First.Flow.Task!))
        {
            if (own.FirstOrDefault(row => row.Second is { State: RowState.Failed, Generation: > 0 }).Second is { } fault)
                Quarantine.RecordFault(own.Key, fault.Reason);
            else if (own.All(row => row.Second.State == RowState.Answered))
                Quarantine.RecordSuccess(own.Key);
        }
    }

    private void EndIfDrained()
    {
        if (isStopping && !isRunning && queue.Tokens == 0)
            drained.TrySetResult();
    }

    private void RunPasses()
    {
        while (true)
        {
            if (RunPass())
                continue;
            if (drained.Task.IsCompleted)
                return;

            added.WaitOne();
        }
    }
}
