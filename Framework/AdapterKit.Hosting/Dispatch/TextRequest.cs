using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace AdapterKit.Hosting;

/// <summary>A request for texts: it ends with the last of them.</summary>
/// <param name="key">Who asks.</param>
/// <param name="task">The task.</param>
/// <param name="texts">The number of texts.</param>
/// <param name="arrived">When it came, by the dispatcher's clock.</param>
/// <param name="deadline">When it must have ended.</param>
internal sealed class TextRequest(string key, string task, int texts, TimeSpan arrived, TimeSpan deadline)
{
    private readonly Channel<TextPiece> pieces = Channel.CreateUnbounded<TextPiece>(new() { SingleReader = true });
    private int open = texts;
    private volatile bool isGone;

    public string Key { get; } = key;

    public string Task { get; } = task;

    public TimeSpan Arrived { get; } = arrived;

    public TimeSpan Deadline { get; } = deadline;

    /// <summary>Whether the caller has left.</summary>
    public bool IsGone => isGone;

    /// <summary>Adds to a text.</summary>
    public void Write(TextPiece piece)
    {
        pieces.Writer.TryWrite(piece);
        if (piece.End is not null && Interlocked.Decrement(ref open) == 0)
            pieces.Writer.TryComplete();
    }

    /// <summary>Returns what is written, as it is written. A caller who stops reading has left.</summary>
    public async IAsyncEnumerable<TextPiece> ReadAsync(
        CancellationToken left, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(left, cancellationToken);
        try
        {
            await foreach (var piece in pieces.Reader.ReadAllAsync(either.Token).ConfigureAwait(false))
                yield return piece;
        }
        finally
        {
            isGone = true;
        }
    }

    /// <summary>The caller has left.</summary>
    public void Leave() => isGone = true;
}
