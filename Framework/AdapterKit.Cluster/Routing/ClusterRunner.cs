using System.Runtime.CompilerServices;
using AdapterKit.Hosting;
using Microsoft.Extensions.Options;

namespace AdapterKit.Cluster;

/// <summary>Answers rows and writes texts here where that is possible, and else by another silo, in one hop for all of a request.</summary>
/// <remarks>
/// <para>Answers depend on nothing but the row and the weights, so that a row without an answer is asked for once more elsewhere.</para>
/// <para>
/// A request of which one silo does not accept its rows is not accepted. Others may have accepted theirs by then: what they have not begun
/// is dropped, and what they have begun is answered to nobody.
/// </para>
/// </remarks>
/// <param name="local">What is served here.</param>
/// <param name="view">What is served elsewhere.</param>
/// <param name="caller">Asks the others.</param>
/// <param name="options">The time of rows that name none.</param>
/// <param name="clock">The clock.</param>
internal sealed class ClusterRunner(
    ILocalSilo local, PlacementView view, SiloCaller caller, IOptions<AdapterKitClusterOptions> options, TimeProvider clock)
    : IRowRunner
{
    // No silo allows more, and clocks count no further.
    private static readonly TimeSpan LongestText = TimeSpan.FromDays(1);

    public IReadOnlyList<ServedTask> RemoteTasks => [.. view.Tasks.Where(task => !local.Serves(task.Id))];

    public async Task<IReadOnlyList<RowResult>> RunAsync(
        IReadOnlyList<DispatchRow> rows,
        string key = "",
        TimeSpan? timeout = null,
        Func<int, TimeSpan?>? charge = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var request = new Request(key, charge, timeout ?? options.Value.DefaultTimeout, clock.GetTimestamp(), stop.Token);
        var results = new RowResult?[rows.Count];
        await Task.WhenAll(Group(rows.Index(), FindFirst).Select(async group =>
        {
            try
            {
                await AnswerAsync(group.Place, group.Rows, results, request).ConfigureAwait(false);
            }
            catch
            {
                await stop.CancelAsync().ConfigureAwait(false);
                throw;
            }
        })).ConfigureAwait(false);
        return results!;
    }

    public IAsyncEnumerable<TextPiece> Generate(
        string task,
        IReadOnlyList<string> texts,
        GenerationOptions? options = null,
        string key = "",
        TimeSpan? timeout = null,
        Func<int, TimeSpan?>? charge = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(key);
        if (texts.Count == 0)
            throw new ArgumentException("There is no text. Pass at least one.", nameof(texts));

        options ??= new GenerationOptions();
        options.Validate();
        var most = timeout < LongestText ? timeout : null;
        return WriteAsync(new TextsMessage(task, [.. texts], options, key, most), charge, cancellationToken);
    }

    private async IAsyncEnumerable<TextPiece> WriteAsync(
        TextsMessage request, Func<int, TimeSpan?>? charge, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var first = FindFirst(request.Task);
        var other = view.Find(request.Task, except: first);
        var reader = await BeginAsync(() => Ask(first), other is not null, cancellationToken).ConfigureAwait(false)
            ?? await BeginAsync(() => Ask(other), hasOther: false, cancellationToken).ConfigureAwait(false);
        await using (reader)
        {
            do
            {
                yield return reader!.Current;
            }
            while (await reader.MoveNextAsync().ConfigureAwait(false));
        }

        IAsyncEnumerable<TextPiece> Ask(SiloAddress? place)
        {
            var left = request.Timeout - clock.GetElapsedTime(start);
            if (left < TimeSpan.Zero)
                left = TimeSpan.Zero;

            return place is null
                ? local.Runner.Generate(request.Task, request.Texts, request.Options, request.Key, left, charge, cancellationToken)
                : caller.WriteAsync(place, request with { Timeout = left }, cancellationToken);
        }
    }

    // Without a value if another one is to be asked: all texts of a request have one task, so that the first piece tells for all.
    private static async Task<IAsyncEnumerator<TextPiece>?> BeginAsync(
        Func<IAsyncEnumerable<TextPiece>> ask, bool hasOther, CancellationToken cancellationToken)
    {
        IAsyncEnumerator<TextPiece>? reader = null;
        try
        {
            reader = ask().GetAsyncEnumerator(cancellationToken);
            await reader.MoveNextAsync().ConfigureAwait(false);
            if (!hasOther || reader.Current.End is not { NewTokens: 0 } end || !IsOpen(end.State))
                return reader;
        }
        catch (DispatchRejectedException error) when (hasOther && MayBeAccepted(error))
        {
            // Another one may have room.
        }
        catch when (reader is not null)
        {
            await reader.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        if (reader is not null)
            await reader.DisposeAsync().ConfigureAwait(false);

        return null;
    }

    private static List<(SiloAddress? Place, List<(int Index, DispatchRow Row)> Rows)> Group(
        IEnumerable<(int Index, DispatchRow Row)> rows, Func<string?, SiloAddress?> find) =>
        [.. rows.GroupBy(row => row.Row.Task)
            .GroupBy(task => find(task.Key))
            .Select(place => (place.Key, place.SelectMany(task => task).ToList()))];

    // What may be otherwise elsewhere: a silo may have died, let the task go, or quarantined it. A task that failed fails everywhere.
    private static bool IsOpen(RowState? state) => state is null or RowState.Unreachable or RowState.NotFound or RowState.Quarantined;

    private static bool MayBeAccepted(DispatchRejectedException error) =>
        error.Reason is RejectionReason.Overloaded or RejectionReason.Stopping;

    // Here, without a value.
    private SiloAddress? FindFirst(string? task) => task is null || local.Serves(task) ? null : view.Find(task);

    private async Task AnswerAsync(
        SiloAddress? place, List<(int Index, DispatchRow Row)> rows, RowResult?[] results, Request request)
    {
        DispatchRejectedException? rejection = null;
        try
        {
            await AskAsync(place, rows, results, request, isFirst: true).ConfigureAwait(false);
        }
        catch (DispatchRejectedException error) when (MayBeAccepted(error))
        {
            rejection = error;
        }

        await Task.WhenAll(Group(rows.Where(row => IsOpen(results[row.Index]?.State)), task => view.Find(task, except: place))
            .Where(other => other.Place is not null && LeftOf(request) > TimeSpan.Zero)
            .Select(other => AskAsync(other.Place, other.Rows, results, request, isFirst: false))).ConfigureAwait(false);
        if (rejection is not null && rows.Any(row => IsOpen(results[row.Index]?.State)))
            throw rejection;
    }

    private async Task AskAsync(
        SiloAddress? place, List<(int Index, DispatchRow Row)> rows, RowResult?[] results, Request request, bool isFirst)
    {
        List<DispatchRow> own = [.. rows.Select(row => row.Row)];
        var left = LeftOf(request);
        IReadOnlyList<RowResult> answers;
        if (place is null)
        {
            answers = await local.Runner.RunAsync(own, request.Key, left, request.Charge, request.Stop).ConfigureAwait(false);
        }
        else
        {
            var hasOther = isFirst && own.Select(row => row.Task).Distinct().All(task => view.Find(task, except: place) is not null);
            answers = await caller.AskAsync(place, new RowsMessage(own, request.Key, left), hasOther, request.Stop)
                .ConfigureAwait(false);
        }

        foreach (var ((index, _), answer) in rows.Zip(answers))
        {
            if (results[index] is null || !IsOpen(answer.State))
                results[index] = answer;
        }
    }

    private TimeSpan LeftOf(Request request) => request.Timeout - clock.GetElapsedTime(request.Start);

    /// <summary>What all rows of a request have in common.</summary>
    private sealed record Request(
        string Key, Func<int, TimeSpan?>? Charge, TimeSpan Timeout, long Start, CancellationToken Stop);
}
