using System.Runtime.CompilerServices;
using AdapterKit.Hosting;

namespace AdapterKit.Cluster;

/// <summary>Asks one silo for rows or texts, and knows when to wait no longer.</summary>
/// <param name="view">What is known of the silos.</param>
/// <param name="client">Reaches them.</param>
/// <param name="clock">The clock.</param>
internal sealed class SiloCaller(PlacementView view, IBackboneClient client, TimeProvider clock)
{
    // A silo ends its pass before it says which rows are late.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    // A silo that answers nobody for so long has more than a long queue.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    /// <summary>Asks a silo.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="rows">The rows, with the time that is left.</param>
    /// <param name="hasOther">Whether there is another one to ask if this one is silent.</param>
    /// <param name="cancellationToken">Cancels, here and there.</param>
    /// <returns>The result of each row: late or unreachable if there is no answer.</returns>
    /// <exception cref="DispatchRejectedException">It does not accept the rows.</exception>
    public async Task<IReadOnlyList<RowResult>> AskAsync(
        SiloAddress silo, RowsMessage rows, bool hasOther, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        view.CountSent(silo, rows.Rows);
        using var asked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var answer = client.AnswerAsync(silo, rows, asked.Token);
            if (await HasAnsweredAsync(answer, silo, start, rows.Timeout + Grace, hasOther, cancellationToken).ConfigureAwait(false))
            {
                var results = await answer.ConfigureAwait(false);
                view.Hear(silo);
                return results.Rejection is { } rejection
                    ? throw rejection.ToException()
                    : results.Results;
            }

            if (SilenceOf(silo, start) >= Silence)
                view.Suspect(silo);
        }
#pragma warning disable CA1031 // A silo that has gone is a failure of many types.
        catch (Exception error) when (error is not DispatchRejectedException && !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            if (error is OrleansException)
                view.Suspect(silo);
        }
        finally
        {
            // Rows that nobody waits for any more and that have not begun there are dropped.
            await asked.CancelAsync().ConfigureAwait(false);
        }

        return [.. rows.Rows.Select(row => clock.GetElapsedTime(start) < rows.Timeout
            ? new RowResult(RowState.Unreachable, $"The server with {Describe(row)} does not answer. Try again in a few seconds.")
            : new RowResult(RowState.Late, $"The server with {Describe(row)} did not answer in time. Allow more time."))];
    }

    /// <summary>Lets a silo write texts. If it goes, those that are not finished end as they are.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels, here and there.</param>
    /// <returns>What is written, as it is written.</returns>
    /// <exception cref="DispatchRejectedException">It does not accept the request.</exception>
    public async IAsyncEnumerable<TextPiece> WriteAsync(
        SiloAddress silo, TextsMessage request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        view.CountSent(silo, [.. request.Texts.Select(text => new DispatchRow(request.Task, new TaskInput(text)))]);
        var start = clock.GetTimestamp();
        using var limit = new CancellationTokenSource(request.Timeout + Grace ?? Timeout.InfiniteTimeSpan, clock);
        using var silence = new CancellationTokenSource(Silence, clock);
        using var asked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token, silence.Token);
        HashSet<int> open = [.. Enumerable.Range(0, request.Texts.Count)];
        await using (var reader = client.Generate(silo, request, asked.Token).GetAsyncEnumerator(asked.Token))
        {
            while (open.Count > 0 && await HasNextAsync(reader, silo, cancellationToken).ConfigureAwait(false))
            {
                silence.CancelAfter(Silence);
                view.Hear(silo);
                if (reader.Current.Rejection is { } rejection)
                    throw rejection.ToException();

                foreach (var piece in reader.Current.Pieces)
                {
                    if (piece.End is not null)
                        open.Remove(piece.Index);

                    yield return piece;
                }
            }
        }

        if (silence.IsCancellationRequested)
            view.Suspect(silo);

        var end = clock.GetElapsedTime(start) >= request.Timeout
            ? new TextSummary(RowState.Late, $"The server with the task '{request.Task}' did not answer in time. Allow more time.")
            : new TextSummary(
                RowState.Unreachable, $"The server with the task '{request.Task}' does not answer. Try again in a few seconds.");
        foreach (var index in open.Order())
            yield return new TextPiece(index, "") { End = end };
    }

    private async Task<bool> HasNextAsync(IAsyncEnumerator<PiecesMessage> reader, SiloAddress silo, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.MoveNextAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A silo that has gone is a failure of many types.
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            if (error is OrleansException)
                view.Suspect(silo);

            return false;
        }
    }

    private static string Describe(DispatchRow row) => row.Task is null ? "the backbone" : $"the task '{row.Task}'";

    private async Task<bool> HasAnsweredAsync(
        Task answer, SiloAddress silo, long start, TimeSpan limit, bool hasOther, CancellationToken cancellationToken)
    {
        while (true)
        {
            var rest = limit - clock.GetElapsedTime(start);
            if (hasOther && Silence - SilenceOf(silo, start) is var patience && patience < rest)
                rest = patience;
            if (rest <= TimeSpan.Zero)
                return false;

            try
            {
                await answer.WaitAsync(rest, clock, cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (TimeoutException) when (!answer.IsCompleted)
            {
                // It may have answered others meanwhile.
            }
        }
    }

    private TimeSpan SilenceOf(SiloAddress silo, long start)
    {
        var (asked, heard) = (clock.GetElapsedTime(start), view.SilenceOf(silo));
        return asked < heard ? asked : heard;
    }
}
