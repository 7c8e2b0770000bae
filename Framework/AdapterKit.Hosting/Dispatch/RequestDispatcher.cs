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
public sealed partial class RequestDispatcher : IRowRunner, IAsyncDisposable
{
    private readonly IPassExecutor executor;
    private readonly DispatcherOptions options;
    private readonly CostModel cost = new();
    private readonly FullPasses passes;
    private readonly WaitFactors waits = new();
    private readonly PassQueue queue;
    private readonly ModelCalls calls = new();
    private readonly TextQueue? texts;
    private readonly StatisticsWindow statistics;
    private readonly BrownOut brownOut;
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
        texts = new TextQueue(host, backbone, options, Quarantine, RecordText);
        thread = new Thread(RunPasses) { IsBackground = true, Name = "AdapterKit dispatcher" };
        thread.Start();
    }

    internal RequestDispatcher(IPassExecutor executor, DispatcherOptions options)
    {
        (this.executor, this.options) = (executor, options);
        passes = new FullPasses(options, cost);
        queue = new PassQueue(options, cost, passes, waits);
        brownOut = new BrownOut(options);
        Quarantine = new TaskQuarantine(options);
        origin = options.Clock.GetTimestamp();
        statistics = new StatisticsWindow(Now);
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

    /// <summary>What was done in the last minute, and what waits: a snapshot.</summary>
    public DispatcherStatistics Statistics
    {
        get
        {
            var past = statistics.Read(Now);
            lock (gate)
                return past with { QueuedRows = queue.Rows, QueuedTokens = queue.Tokens };
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
    /// long it must wait. It may throw a <see cref="DispatchRejectedException"/> for more than can ever be paid. It is called at most once,
    /// when nothing else keeps the request from being accepted, and must return at once: other requests wait for it.
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

    /// <summary>Runs code that uses the backbone or its tasks between two passes, on the thread of the dispatcher.</summary>
    /// <remarks>All requests wait meanwhile: it is for what an operator looks at, such as the attention of a fused task.</remarks>
    /// <typeparam name="T">What it returns; no tensor.</typeparam>
    /// <param name="code">The code.</param>
    /// <param name="cancellationToken">Tells that nobody waits any more: code that has not begun is not run.</param>
    /// <returns>What the code returns.</returns>
    /// <exception cref="DispatchRejectedException">The dispatcher is stopping.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled before the code began.</exception>
    public Task<T> InvokeAsync<T>(Func<T> code, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(code);
        Task<T> result;
        lock (gate)
        {
            RequireRunning();
            result = calls.Add(code, cancellationToken);
        }

        added.Set();
        return result;
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
            RequireChance(rows, request);
            var waiting = PrepareOrStop(() => Prepare(rows, request));
            if (waiting.Count > 0)
                Add(waiting, charge);
        }
        catch (DispatchRejectedException rejection)
        {
            RecordRejected(rejection);
            throw;
        }
    }

    private void RecordRejected(DispatchRejectedException rejection)
    {
        DispatchTelemetry.RecordRejected(rejection.Reason);
        statistics.AddRejected(Now, rejection.Reason);
    }

    private void RequireChance(IReadOnlyList<DispatchRow> rows, DispatchRequest request)
    {
        List<FlowKey> flows = [.. rows.Select(row => new FlowKey(request.Key, row.Task))];
        lock (gate)
        {
            RequireRunning();
            var now = Now;
            queue.RequireChance(flows, request.Deadline - now, RestOfPass(now));
        }
    }

    private TimeSpan RestOfPass(TimeSpan now) => isRunning && passEnd > now ? passEnd - now : TimeSpan.Zero;

    // The host may go as soon as everything that was accepted is answered.
    private T PrepareOrStop<T>(Func<T> prepare)
    {
        try
        {
            return prepare();
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
        lock (gate)
        {
            RequireRunning();
            var (now, before) = (Now, queue.Tokens);
            var expected = queue.RequireRoom(rows, now, RestOfPass(now));
            Charge(rows.Sum(row => row.Tokens), charge);
            queue.Add(rows, now, expected);
            DispatchTelemetry.RecordQueued(queue.Tokens - before);
        }

        added.Set();
    }

    private static void Charge(int tokens, Func<int, TimeSpan?>? charge)
    {
        if (tokens > 0 && charge?.Invoke(tokens) is { } wait)
        {
            throw new DispatchRejectedException(
                RejectionReason.RateLimited, wait, $"Your key has used up its tokens. Try again in {wait.TotalSeconds:0} s.");
        }
    }
}
