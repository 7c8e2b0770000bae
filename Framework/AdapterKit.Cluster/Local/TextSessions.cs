using System.Collections.Concurrent;
using AdapterKit.Hosting;
using Microsoft.Extensions.Options;

namespace AdapterKit.Cluster;

/// <summary>All texts that are written here and read elsewhere.</summary>
/// <param name="local">Writes them.</param>
/// <param name="options">Who pays for them.</param>
/// <param name="clock">The clock.</param>
internal sealed class TextSessions(ILocalSilo local, IOptions<AdapterKitClusterOptions> options, TimeProvider clock)
{
    // An answer without a piece tells that the silo is alive.
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    // A silo that has not read for so long is gone.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<Guid, TextSession> sessions = new();

    /// <summary>Begins to write, and returns what there is at first.</summary>
    public async Task<PiecesMessage> BeginAsync(Guid id, TextsMessage request, CancellationToken cancellationToken)
    {
        try
        {
            Func<int, TimeSpan?>? charge = options.Value.Charge is { } take ? tokens => take(request.Key, tokens) : null;
            var session = new TextSession(
                left => local.Runner.Generate(
                    request.Task, request.Texts, request.Options, request.Key, request.Timeout, charge, left),
                Patience,
                clock);
            sessions.TryAdd(id, session);
            session.Left.Register(() => LeaveAsync(id).Ignore());
            await using var leaving = cancellationToken.Register(() => LeaveAsync(id).Ignore());
            return await ReadAsync(id).ConfigureAwait(false);
        }
        catch (DispatchRejectedException rejection)
        {
            return new PiecesMessage([], IsEnd: true, RejectionMessage.Of(rejection));
        }
        catch (ObjectDisposedException)
        {
            return new PiecesMessage([], IsEnd: true, RejectionMessage.Stopping);
        }
#pragma warning disable CA1031 // Whatever a text does here, it would do elsewhere: nobody shall ask for it again.
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            var end = new TextSummary(RowState.Failed, $"The texts cannot be written: {error.GetType().Name}.");
            return new PiecesMessage([.. request.Texts.Select((_, index) => new TextPiece(index, "") { End = end })], IsEnd: true);
        }
    }

    /// <summary>Returns what was written since; the end if there is no such session, or not any more.</summary>
    public async Task<PiecesMessage> ReadAsync(Guid id)
    {
        if (!sessions.TryGetValue(id, out var session))
            return new PiecesMessage([], IsEnd: true);

        var isEnd = true;
        try
        {
            var read = await session.ReadAsync(Wait, Patience).ConfigureAwait(false);
            isEnd = read.IsEnd;
            return read;
        }
        finally
        {
            if (isEnd)
                await LeaveAsync(id).ConfigureAwait(false);
        }
    }

    /// <summary>Drops what is not written yet.</summary>
    public async Task LeaveAsync(Guid id)
    {
        if (sessions.TryRemove(id, out var session))
            await session.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Waits until everything that was written has been read.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        while (!sessions.IsEmpty)
            await Task.Delay(Poll, clock, cancellationToken).ConfigureAwait(false);
    }
}
