namespace AdapterKit;

/// <summary>Counts the calls that use an object, so that it is released when the last one ends, and no new one begins after that.</summary>
internal sealed class UseCount
{
    private const int Closed = 1 << 30;
    private int state;

    /// <summary>The number of calls that use the object now.</summary>
    public int Count => Volatile.Read(ref state) & ~Closed;

    /// <summary>Begins a use.</summary>
    /// <returns>Whether the object may be used: it is not closed.</returns>
    public bool TryEnter()
    {
        int seen;
        do
        {
            seen = Volatile.Read(ref state);
            if (seen >= Closed)
                return false;
        }
        while (Interlocked.CompareExchange(ref state, seen + 1, seen) != seen);

        return true;
    }

    /// <summary>Ends a use.</summary>
    /// <returns>Whether it was the last one of a closed object, which the caller must release now.</returns>
    public bool Exit() => Interlocked.Decrement(ref state) == Closed;

    /// <summary>Refuses new uses from now on.</summary>
    /// <returns>Whether the caller must release the object now, since nobody else does.</returns>
    public bool Close() => Interlocked.Or(ref state, Closed) == 0;
}
