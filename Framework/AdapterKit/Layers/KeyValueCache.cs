namespace AdapterKit;

/// <summary>
/// The keys and values of the tokens that earlier passes have computed, so that a pass over the next tokens need not compute them again.
/// </summary>
/// <remarks>
/// A cache belongs to the rows of one batch and to one plan: rows with different adapters have their own keys. A pass appends to it. Of an
/// attention within a window (<see cref="AttentionOptions.Window"/>) it keeps about twice the window at most, since no later token attends
/// to those before. It is used by one thread at a time, without gradients.
/// </remarks>
public sealed partial class KeyValueCache : IDisposable
{
    private readonly Dictionary<int, CachedKeys> entries = [];
    private readonly long capacity;
    private readonly Dictionary<int, Tensor> sources = [];
    private object? user;
    private Tensor? mask;
    private Tensor? positions;
    private bool isPadded;

    /// <summary>Creates an empty cache.</summary>
    /// <param name="capacity">The number of tokens to reserve memory for; the cache grows beyond it.</param>
    public KeyValueCache(int capacity = 64)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        this.capacity = capacity;
    }

    /// <summary>The number of tokens in each row, padding included.</summary>
    public int Tokens => (int)(mask?.size(1) ?? 0);

    /// <summary>The position of each token in its text, int64 <c>[batch, tokens]</c>; borrowed.</summary>
    internal Tensor? Positions => positions;

    /// <summary>Releases keys and values.</summary>
    public void Dispose()
    {
        foreach (var entry in entries.Values)
        {
            entry.Keys.Dispose();
            entry.Values.Dispose();
        }

        foreach (var product in sources.Values)
            product.Dispose();

        entries.Clear();
        sources.Clear();
        firsts.Clear();
        mask?.Dispose();
        positions?.Dispose();
        (mask, positions) = (null, null);
    }

    /// <summary>Adds the tokens of a pass that begins.</summary>
    /// <param name="batch">The tokens.</param>
    /// <param name="plan">What runs; the same in every pass.</param>
    /// <returns>True at real tokens, <c>[batch, all tokens]</c>, borrowed; null if every token is real.</returns>
    internal Tensor? Extend(TokenBatch batch, object plan)
    {
        if (user is not null && user != plan)
            throw new ArgumentException("The cache was filled by another plan, whose keys and values differ. Begin with an empty cache.");

        user = plan;
        isPadded |= batch.IsPadded;
        using var scope = NewDisposeScope();
        var own = batch.Positions ?? arange(batch.Ids.size(1), device: batch.Device).expand_as(batch.Ids);
        mask = Extend(mask, batch.Mask);
        positions = Extend(positions, own);
        return isPadded ? mask : null;
    }

    /// <summary>Returns a product of the source that an earlier pass has computed; borrowed.</summary>
    internal Tensor? FindSource(int projection) => sources.GetValueOrDefault(projection);

    /// <summary>Keeps a product of the source.</summary>
    internal void KeepSource(int projection, Tensor product) =>
        sources.Add(projection, product.alias().DetachFromDisposeScope());

    /// <summary>Appends keys and values of an attention.</summary>
    /// <param name="attention">The number of the attention.</param>
    /// <param name="keys">Its keys of the tokens that the pass adds, <c>[batch, key heads, tokens, width of a head]</c>.</param>
    /// <param name="values">Its values, of the same shape.</param>
    /// <param name="window">How many tokens it attends to; <see langword="null"/> for all.</param>
    /// <returns>
    /// Those of all tokens from <see cref="GetFirst"/> on: views of the cache, to be disposed of by the caller.
    /// </returns>
    internal (Tensor Keys, Tensor Values) Append(int attention, Tensor keys, Tensor values, int? window = null)
    {
        var first = window is { } length ? FindFirst(length, keys.size(2)) : 0;
        var (keyBuffer, valueBuffer, before, _) = entries.GetValueOrDefault(attention);
        var (kept, forgotten) = (Tokens - keys.size(2) - first, first - before);
        keyBuffer = Put(keyBuffer, keys, forgotten, kept, window);
        valueBuffer = Put(valueBuffer, values, forgotten, kept, window);
        entries[attention] = new(keyBuffer, valueBuffer, first, window);
        var all = Tokens - first;
        return (keyBuffer.narrow(2, 0, all), valueBuffer.narrow(2, 0, all));
    }

    /// <summary>Lets each row continue from what a row has so far, of the same text and under the same adapters.</summary>
    /// <param name="rows">For each row from now on, the row that it continues, int64 <c>[rows]</c>.</param>
    internal void Select(Tensor rows)
    {
        foreach (var (attention, entry) in entries.ToList())
        {
            using (entry.Keys)
            using (entry.Values)
                entries[attention] = entry with { Keys = Take(entry.Keys), Values = Take(entry.Values) };
        }

        // The rows of a text have the same source.
        using (mask)
            mask = mask is null ? null : Take(mask);
        using (positions)
            positions = positions is null ? null : Take(positions);

        Tensor Take(Tensor kept) => kept.index_select(0, rows).DetachFromDisposeScope();
    }

    private static Tensor Extend(Tensor? before, Tensor added)
    {
        using (before)
            return (before is null ? added.alias() : cat([before, added], 1)).DetachFromDisposeScope();
    }

    // Behind the tokens that are kept of a buffer, without the first ones that are forgotten.
    private Tensor Put(Tensor? buffer, Tensor added, long forgotten, long kept, int? window)
    {
        var all = kept + added.size(2);
        if (buffer is null || forgotten > 0 || buffer.size(2) < all)
        {
            var size = GetCapacity(all, buffer is null ? all : 2 * all, window);
            var larger = added.new_empty(added.size(0), added.size(1), size, added.size(3)).DetachFromDisposeScope();
            if (buffer is not null)
            {
                using var target = larger.narrow(2, 0, kept);
                using var source = buffer.narrow(2, forgotten, kept);
                target.copy_(source);
                buffer.Dispose();
            }

            buffer = larger;
        }

        using var rows = buffer.narrow(2, kept, added.size(2));
        rows.copy_(added);
        return buffer;
    }
}
