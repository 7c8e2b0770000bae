using AdapterKit.Hosting;
using Microsoft.Extensions.Options;

namespace AdapterKit.Cluster;

/// <summary>Answers rows here where that is possible, and else by another silo, in one hop for all rows of a request.</summary>
/// <remarks>
/// Answers depend on nothing but the row and the weights, so that a row without an answer is asked for once more elsewhere.
/// </remarks>
/// <param name="local">What is served here.</param>
/// <param name="view">What is served elsewhere.</param>
/// <param name="client">Reaches the others.</param>
/// <param name="options">The time of rows that name none.</param>
/// <param name="clock">The clock.</param>
internal sealed class ClusterRunner(
    ILocalSilo local, PlacementView view, IBackboneClient client, IOptions<AdapterKitClusterOptions> options, TimeProvider clock)
    : IRowRunner
{
    public IReadOnlyList<ServedTask> RemoteTasks => [.. view.Tasks.Where(task => !local.Serves(task.Id))];

    public async Task<IReadOnlyList<RowResult>> RunAsync(
        IReadOnlyList<DispatchRow> rows,
        string key = "",
        TimeSpan? timeout = null,
        Func<int, TimeSpan?>? charge = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var groups = rows.Index().GroupBy(row => FindPlace(row.Item.Task)).ToList();
        if (groups is [{ Key: null }])
            return await RunHereAsync(rows, key, timeout, charge, cancellationToken).ConfigureAwait(false);

        var results = new RowResult[rows.Count];
        await Task.WhenAll(groups.Select(async group =>
        {
            List<DispatchRow> own = [.. group.Select(row => row.Item)];
            var answers = group.Key is { } silo
                ? await RunThereAsync(silo, own, key, TimeOf(timeout), charge, cancellationToken).ConfigureAwait(false)
                : await RunHereAsync(own, key, timeout, charge, cancellationToken).ConfigureAwait(false);
            foreach (var ((index, _), answer) in group.Zip(answers))
                results[index] = answer;
        })).ConfigureAwait(false);
        return results;
    }

    private TimeSpan TimeOf(TimeSpan? timeout) => timeout ?? options.Value.DefaultTimeout;

    private SiloAddress? FindPlace(string? task) => task is null || local.Serves(task) ? null : view.Find([task])?.Silo;

    private static bool IsPassing(DispatchRejectedException rejection) =>
        rejection.Reason is RejectionReason.Overloaded or RejectionReason.Stopping;

    // What there is no time for here may find time elsewhere.
    private async Task<IReadOnlyList<RowResult>> RunHereAsync(
        IReadOnlyList<DispatchRow> rows, string key, TimeSpan? timeout, Func<int, TimeSpan?>? charge, CancellationToken cancellationToken)
    {
        try
        {
            return await local.Runner.RunAsync(rows, key, timeout, charge, cancellationToken).ConfigureAwait(false);
        }
        catch (DispatchRejectedException rejection) when (IsPassing(rejection) && rows.All(row => row.Task is not null))
        {
            var queued = rejection.Reason == RejectionReason.Stopping ? int.MaxValue : local.QueuedTokens;
            if (view.Find(rows.Select(row => row.Task!).Distinct()) is not { } other || other.QueuedTokens >= queued)
                throw;

            if (await AskAsync(other.Silo, rows, key, TimeOf(timeout), cancellationToken).ConfigureAwait(false) is { } results)
                return results;

            throw;
        }
    }

    private async Task<IReadOnlyList<RowResult>> RunThereAsync(
        SiloAddress silo,
        IReadOnlyList<DispatchRow> rows,
        string key,
        TimeSpan timeout,
        Func<int, TimeSpan?>? charge,
        CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var tasks = rows.Select(row => row.Task!).Distinct().ToList();

        // Half of the time, where there is somebody else to ask after it.
        var hasOther = view.Find(tasks, except: silo) is not null;
        if (await AskAsync(silo, rows, key, hasOther ? timeout / 2 : timeout, cancellationToken).ConfigureAwait(false) is { } results)
            return results;

        var rest = timeout - clock.GetElapsedTime(start);
        if (rest > TimeSpan.Zero)
        {
            if (tasks.All(local.Serves))
                return await local.Runner.RunAsync(rows, key, rest, charge, cancellationToken).ConfigureAwait(false);
            if (view.Find(tasks, except: silo) is { } other
                && await AskAsync(other.Silo, rows, key, rest, cancellationToken).ConfigureAwait(false) is { } others)
            {
                return others;
            }
        }

        return [.. rows.Select(row => new RowResult(
            RowState.Unreachable, $"The server with the task '{row.Task}' does not answer. Try again in a few seconds."))];
    }

    /// <summary>Asks a silo.</summary>
    /// <returns>Its results; <see langword="null"/> if it does not answer.</returns>
    /// <exception cref="DispatchRejectedException">It does not accept the rows.</exception>
    private async Task<IReadOnlyList<RowResult>?> AskAsync(
        SiloAddress silo, IReadOnlyList<DispatchRow> rows, string key, TimeSpan timeout, CancellationToken cancellationToken)
    {
        view.Count(silo, rows.Count);
        try
        {
            var answer = await client.AnswerAsync(silo, new RowsMessage(rows, key, timeout))
                .WaitAsync(timeout, clock, cancellationToken).ConfigureAwait(false);
            return answer.Rejection is { } rejection
                ? throw new DispatchRejectedException(rejection.Reason, rejection.RetryAfter, rejection.Message)
                : answer.Results;
        }
#pragma warning disable CA1031 // A silo that has gone is a failure of many types.
        catch (Exception error) when (error is not DispatchRejectedException && !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            view.Suspect(silo);
            return null;
        }
        finally
        {
            view.Count(silo, -rows.Count);
        }
    }
}
