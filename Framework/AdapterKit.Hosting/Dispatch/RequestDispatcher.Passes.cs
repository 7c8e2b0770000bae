namespace AdapterKit.Hosting;

/// <content>What the thread of the dispatcher does: one pass after the other.</content>
public sealed partial class RequestDispatcher
{
    /// <summary>Runs one pass.</summary>
    /// <returns>Whether there was anything to run.</returns>
    internal bool RunPass()
    {
        var hasCalled = calls.RunNext();
        IReadOnlyList<QueuedRow> late;
        IReadOnlyList<QueuedRow> rows;
        TimeSpan start;
        bool isShort, leavesRows;
        lock (gate)
        {
            start = Now;
            var before = queue.Tokens;
            late = queue.RemoveLate(start);
            brownOut.Observe(queue.Wait);
            isShort = brownOut.IsOn;
            rows = queue.Take(start);
            isRunning = rows.Count > 0;
            leavesRows = queue.Tokens > 0;
            if (isRunning)
                passEnd = start + cost.Predict(rows.Count, rows.Max(row => row.Tokens));

            waits.Observe(late, start, areLate: true);
            DispatchTelemetry.RecordQueued(queue.Tokens - before);
        }

        foreach (var row in late)
        {
            statistics.AddRow(start, row.Flow.Task, RowState.Late, start - row.Arrived);
            row.Complete(new RowResult(RowState.Late, "Its time was up before its turn came. Allow more time, or send less at once."));
        }

        DispatchTelemetry.RecordLate(late.Count);
        if (rows.Count > 0)
            Run(rows, start, isShort, leavesRows);

        var hasWritten = WriteTexts();
        lock (gate)
        {
            isRunning = false;
            EndIfDrained();
        }

        return hasCalled || hasWritten || rows.Count > 0;
    }

    private void Run(IReadOnlyList<QueuedRow> rows, TimeSpan start, bool isShort, bool leavesRows)
    {
        IReadOnlyList<RowResult> results;
        try
        {
            results = executor.Run([.. rows.Select(row => row.Prepared)], isShort);
        }
#pragma warning disable CA1031 // Whatever goes wrong in a pass is an answer to its rows: the next pass runs all the same.
        catch (Exception error)
#pragma warning restore CA1031
        {
            results = [.. rows.Select(_ => new RowResult(RowState.Failed, $"The pass failed: {PrintableText.Describe(error)}"))];
        }

        var time = Now - start;
        lock (gate)
        {
            cost.Observe(rows.Count, rows.Max(row => row.Tokens), time);
            waits.Observe(rows, start + time);
            if (leavesRows)
                passes.Observe(rows, time);
        }

        RecordFaults(rows, results);
        DispatchTelemetry.RecordPass(rows, start, time);
        DispatchTelemetry.RecordDropped(results);
        statistics.AddPass(start + time, PassCount.Of(rows, time));
        foreach (var (row, result) in rows.Zip(results))
        {
            statistics.AddRow(start + time, row.Flow.Task, result.State, start + time - row.Arrived);
            row.Complete(result);
        }
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
        if (isStopping && !isRunning && queue.Tokens == 0 && calls.IsEmpty && texts is null or { IsEmpty: true })
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
