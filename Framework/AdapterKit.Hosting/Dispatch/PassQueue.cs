namespace AdapterKit.Hosting;

/// <summary>Decides what waits, and what runs together. Not safe for several threads.</summary>
/// <remarks>
/// Fairness is by virtual time, as in start-time fair queueing (Goyal et al. 1996): a flow's time grows by the tokens that it is given, and
/// the flow with the least comes next. One that has been idle starts a few rows before the time of the queue, which is that of the latest
/// row that was taken: what comes now and then does not wait for those that always have more.
/// </remarks>
/// <param name="options">The limits.</param>
/// <param name="cost">The cost of passes.</param>
/// <param name="passes">How long a token takes while rows wait.</param>
/// <param name="waits">How much longer waits become than expected.</param>
internal sealed class PassQueue(DispatcherOptions options, CostModel cost, FullPasses passes, WaitFactors waits)
{
    private const int MaxIdleFlows = 1024;

    // The rows that a flow that has been idle may send before it waits like one that has not.
    private const int Burst = 8;

    // A flow that is so many rows behind the others asks for less than its share.
    private const int LightRows = 2;

    private const double MeanWeight = 0.02;

    private readonly Dictionary<FlowKey, Flow> flows = [];

    private readonly LightTraffic light = new();

    // That of the latest row when it was taken; once nothing waits, that of the flow that was given most.
    private double virtualTime;

    // The tokens of a row, of late.
    private double meanTokens;

    /// <summary>The number of tokens that wait.</summary>
    public int Tokens { get; private set; }

    /// <summary>The number of rows that wait.</summary>
    public int Rows => flows.Values.Sum(flow => flow.Count);

    /// <summary>How long everything that waits will take.</summary>
    public TimeSpan Wait => Tokens == 0 ? TimeSpan.Zero : passes.TimePerToken(Math.Max(1, Tokens / Rows)) * Tokens;

    /// <summary>Refuses a request that there is no room or no time for.</summary>
    /// <param name="rows">At least one row, all of one request.</param>
    /// <param name="now">The time.</param>
    /// <param name="rest">How long the pass that runs will still take.</param>
    /// <returns>How long the request is expected to wait.</returns>
    /// <exception cref="DispatchRejectedException">They are too many, or could not be answered in time.</exception>
    public ExpectedWait RequireRoom(IReadOnlyList<QueuedRow> rows, TimeSpan now, TimeSpan rest)
    {
        var own = rows.Sum(row => (long)row.Tokens);
        if (own > options.MaxQueuedTokens)
        {
            throw new DispatchRejectedException(
                RejectionReason.TooLarge, TimeSpan.Zero,
                $"The request has {own:N0} tokens, but {options.MaxQueuedTokens:N0} may wait. Split it into smaller ones.");
        }

        var expected = EstimateWait([.. rows.Select(row => (row.Flow, row.Tokens))], rest);
        RequireTime(rows[0].Flow.Key, expected, rows[0].Deadline - now, isFull: Tokens + own > options.MaxQueuedTokens);
        return expected;
    }

    /// <summary>Adds the rows of a request.</summary>
    /// <param name="rows">At least one row, all of one request that there is room for.</param>
    /// <param name="now">The time.</param>
    /// <param name="expected">How long the request is expected to wait.</param>
    public void Add(IReadOnlyList<QueuedRow> rows, TimeSpan now, ExpectedWait expected)
    {
        foreach (var row in rows)
        {
            if (!flows.TryGetValue(row.Flow, out var flow))
                flows.Add(row.Flow, flow = new Flow());
            if (flow.IsEmpty)
                flow.VirtualTime = StartOf(flow);

            row.Expected = expected with { Passes = now - row.Arrived + expected.Passes };
            flow.Add(row);
            Tokens += row.Tokens;
        }
    }

    /// <summary>
    /// Refuses a request that could not be answered in time however short its texts were: before they are tokenized, which takes time that
    /// others wait for.
    /// </summary>
    /// <param name="rows">What each of its rows is for.</param>
    /// <param name="time">The time that is left.</param>
    /// <param name="rest">How long the pass that runs will still take.</param>
    /// <exception cref="DispatchRejectedException">It could not be answered in time.</exception>
    public void RequireChance(IReadOnlyList<FlowKey> rows, TimeSpan time, TimeSpan rest)
    {
        if (Tokens > 0)
        {
            var expected = EstimateWait([.. rows.Select(row => (row, 1))], rest);
            RequireTime(rows[0].Key, expected, time, isFull: Tokens >= options.MaxQueuedTokens);
        }
    }

    /// <summary>Removes the rows that nobody waits for, and those that could not be answered in time even by a pass of their own.</summary>
    /// <returns>The latter.</returns>
    public IReadOnlyList<QueuedRow> RemoveLate(TimeSpan now)
    {
        var late = new List<QueuedRow>();
        foreach (var flow in flows.Values.Where(flow => !flow.IsEmpty))
        {
            foreach (var row in flow.RemoveAll(row => row.IsGone || row.Deadline <= now + cost.Predict(1, row.Tokens)))
            {
                Tokens -= row.Tokens;
                if (!row.IsGone)
                    late.Add(row);
            }
        }

        return late;
    }

    /// <summary>Takes the rows of the next pass.</summary>
    /// <param name="now">The time.</param>
    /// <returns>The rows; empty if none waits.</returns>
    public IReadOnlyList<QueuedRow> Take(TimeSpan now)
    {
        var waiting = new PriorityQueue<Flow, (double VirtualTime, TimeSpan Arrived)>(
            flows.Values.Where(flow => !flow.IsEmpty).Select(flow => (flow, PlaceOf(flow))));
        var pass = new PassSize(options, cost);
        if (!waiting.TryPeek(out var next, out _))
            return [];

        var rows = new List<QueuedRow>();
        if (FindUrgent(now, next.VirtualTime) is { } urgent)
            rows.Add(TakeFrom(urgent, pass, now)!);

        while (waiting.TryDequeue(out var flow, out _))
        {
            if (flow.IsEmpty || TakeFrom(flow, pass, now) is not { } row)
                continue;

            rows.Add(row);
            if (!flow.IsEmpty)
                waiting.Enqueue(flow, PlaceOf(flow));
        }

        if (Tokens == 0)
            virtualTime = flows.Values.Max(flow => flow.VirtualTime);

        ForgetIdle();
        return rows;
    }

    private void RequireTime(string key, ExpectedWait expected, TimeSpan time, bool isFull)
    {
        if (!isFull && waits.Stretch(key, expected) <= time)
            return;

        var seconds = Math.Max(1, Math.Ceiling((expected.Total - options.TargetLatency).TotalSeconds));
        throw new DispatchRejectedException(
            RejectionReason.Overloaded, TimeSpan.FromSeconds(seconds),
            $"{Tokens:N0} tokens are waiting already: the request could not be answered in time. Try again in {seconds:0} s.");
    }

    // A flow waits for its own rows, and for those of other flows until they were given as much: what a flow that floods the queue has
    // beyond that does not count. The pass of its last row takes along what comes after it.
    private ExpectedWait EstimateWait(IReadOnlyList<(FlowKey Flow, int Tokens)> rows, TimeSpan rest)
    {
        var added = rows.GroupBy(row => row.Flow).ToDictionary(flow => flow.Key, flow => flow.Sum(row => (double)row.Tokens));
        List<(FlowKey Key, double VirtualTime, double Tokens)> queued =
        [
            .. flows.Where(flow => !flow.Value.IsEmpty && !added.ContainsKey(flow.Key))
                .Select(flow => (flow.Key, flow.Value.VirtualTime, (double)flow.Value.Tokens)),
            .. added.Select(flow => flows.GetValueOrDefault(flow.Key) is { } known
                ? (flow.Key, known.IsEmpty ? StartOf(known) : known.VirtualTime, known.Tokens + flow.Value)
                : (flow.Key, StartOf(null), flow.Value)),
        ];
        var last = rows.ToLookup(row => row.Flow, row => row.Tokens);
        var before = queued.Where(flow => added.ContainsKey(flow.Key)).Max(own =>
            queued.Sum(flow => Math.Clamp(own.VirtualTime + own.Tokens - flow.VirtualTime, 0, flow.Tokens)) - last[own.Key].Last());
        var token = passes.TimePerToken(rows[0].Tokens);
        var (all, longest) = (token * queued.Sum(flow => flow.Tokens), PassSize.Longest(options, cost));
        return new(token * before, rest + (all < longest ? all : longest));
    }

    private static (double VirtualTime, TimeSpan Arrived) PlaceOf(Flow flow) => (flow.VirtualTime, flow.First.Arrived);

    private double StartOf(Flow? idle) => Math.Max(idle?.VirtualTime ?? 0, virtualTime - (Burst * meanTokens));

    // No row overtakes because of its deadline whose flow was already given more than its share.
    private Flow? FindUrgent(TimeSpan now, double least) => flows.Values
        .Where(flow => !flow.IsEmpty && flow.VirtualTime < least + options.MaxTokensPerPass)
        .Where(flow => flow.First.Deadline - now < options.TargetLatency / 2)
        .MinBy(flow => flow.First.Deadline);

    private QueuedRow? TakeFrom(Flow flow, PassSize pass, TimeSpan now)
    {
        var (start, key) = (flow.VirtualTime, flow.First.Flow.Key);
        var isLight = start + (LightRows * meanTokens) < virtualTime;
        if (isLight)
            light.Observe(key, now);

        var leavesRoom = !isLight && light.HasOther(key, now);
        if (flow.Take(row => pass.Fits(row, leavesRoom)) is not { } row)
            return null;

        Tokens -= row.Tokens;
        virtualTime = Math.Max(virtualTime, start);
        meanTokens = meanTokens == 0 ? row.Tokens : meanTokens + (MeanWeight * (row.Tokens - meanTokens));
        pass.Add(row);
        return row;
    }

    // A flow that is not ahead of the others starts anew at their time, remembered or not.
    private void ForgetIdle()
    {
        if (flows.Count <= MaxIdleFlows)
            return;

        foreach (var (key, _) in flows.Where(flow => flow.Value.IsEmpty && flow.Value.VirtualTime <= virtualTime).ToList())
            flows.Remove(key);
    }
}
