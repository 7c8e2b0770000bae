using AdapterKit.Hosting;

namespace AdapterKit.Cluster;

/// <summary>Texts that are written here and read elsewhere, one read after the other.</summary>
internal sealed class TextSession : IAsyncDisposable
{
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource left;
    private readonly IAsyncEnumerator<TextPiece> pieces;
    private readonly SemaphoreSlim reading = new(1);
    private Task<bool>? next;

    /// <param name="generate">Begins to write.</param>
    /// <param name="patience">How long nobody may read before the texts are dropped.</param>
    /// <param name="clock">The clock.</param>
    public TextSession(Func<CancellationToken, IAsyncEnumerable<TextPiece>> generate, TimeSpan patience, TimeProvider clock)
    {
        this.clock = clock;
        left = new CancellationTokenSource(patience, clock);
        try
        {
            pieces = generate(left.Token).GetAsyncEnumerator(left.Token);
        }
        catch
        {
            left.Dispose();
            throw;
        }
    }

    /// <summary>Canceled once nobody has read for too long.</summary>
    public CancellationToken Left => left.Token;

    /// <summary>Returns what was written since, and waits for it if there is nothing.</summary>
    /// <param name="wait">How long.</param>
    /// <param name="patience">How long nobody may read after this.</param>
    /// <exception cref="OperationCanceledException">It was disposed of meanwhile.</exception>
    public async Task<PiecesMessage> ReadAsync(TimeSpan wait, TimeSpan patience)
    {
        await reading.WaitAsync(left.Token).ConfigureAwait(false);
        try
        {
            left.CancelAfter(patience);
            return await ReadNextAsync(wait).ConfigureAwait(false);
        }
        finally
        {
            reading.Release();
        }
    }

    private async Task<PiecesMessage> ReadNextAsync(TimeSpan wait)
    {
        next ??= pieces.MoveNextAsync().AsTask();
        await Task.WhenAny(next, Task.Delay(wait, clock)).ConfigureAwait(false);
        List<TextPiece> read = [];
        while (next.IsCompleted)
        {
            if (!await next.ConfigureAwait(false))
                return new PiecesMessage(read, IsEnd: true);

            read.Add(pieces.Current);
            next = pieces.MoveNextAsync().AsTask();
        }

        return new PiecesMessage(read, IsEnd: false);
    }

    /// <summary>Drops what is not written yet.</summary>
    public async ValueTask DisposeAsync()
    {
        // A read that is under way ends by this, and none begins any more.
        await left.CancelAsync().ConfigureAwait(false);
        await reading.WaitAsync().ConfigureAwait(false);
        if (next is not null)
            await Task.WhenAny(next).ConfigureAwait(false);

        await pieces.DisposeAsync().ConfigureAwait(false);
    }
}
