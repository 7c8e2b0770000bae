namespace AdapterKit;

/// <content>Rows that come and go: a cache of rows of other caches.</content>
public sealed partial class KeyValueCache
{
    // So that the next tokens need no larger buffer at once.
    private const int Spare = 32;

    /// <summary>Creates a cache of rows of others. Each row ends at the last token of the cache.</summary>
    /// <param name="rows">At least one row; caches of one model.</param>
    /// <param name="user">What fills the cache from now on.</param>
    /// <returns>A cache owned by the caller.</returns>
    internal static KeyValueCache Collect(IReadOnlyList<CachedRow> rows, object user)
    {
        using var scope = NewDisposeScope();
        var (model, tokens) = (rows[0].Cache, rows.Max(row => row.Tokens));
        var collected = new KeyValueCache(tokens + Spare)
        {
            user = user,
            isPadded = rows.Any(row => row.Tokens < tokens),
            mask = Collect(rows, tokens, tokens, cache => cache.mask!, dimension: 0),
            positions = Collect(rows, tokens, tokens, cache => cache.positions!, dimension: 0),
        };
        foreach (var (attention, entry) in model.entries)
        {
            // What is kept of each row may begin at another of its tokens.
            List<CachedRow> kept = [.. rows.Select(row => row.From(row.Cache.entries[attention].First))];
            var length = kept.Max(row => row.Tokens);
            var first = tokens - length;
            collected.entries[attention] = new(
                Collect(kept, length, length + Spare, cache => cache.entries[attention].Keys, dimension: 1),
                Collect(kept, length, length + Spare, cache => cache.entries[attention].Values, dimension: 1),
                first,
                entry.Window);
            if (entry.Window is { } window)
                collected.firsts[window] = (tokens, first);
        }

        foreach (var projection in model.sources.Keys)
            collected.sources[projection] = CollectSources([.. rows.Select(row => (row.Cache.sources[projection], row))]);

        return collected;
    }

    /// <summary>Puts what rows have of their sources below one another, each from its first token on.</summary>
    /// <param name="rows">For each row, a tensor <c>[rows, source tokens, …]</c> that it has a part in.</param>
    /// <returns>A new tensor outside of any dispose scope, with zeros behind shorter sources.</returns>
    internal static Tensor CollectSources(IReadOnlyList<(Tensor Kept, CachedRow Row)> rows)
    {
        using var scope = NewDisposeScope();
        var kept = rows[0].Kept;
        var all = kept.new_zeros([rows.Count, rows.Max(row => row.Row.SourceTokens), .. kept.shape[2..]]);
        foreach (var (index, (own, row)) in rows.Index())
            all[index].narrow(0, 0, row.SourceTokens).copy_(own[row.Row].narrow(0, 0, row.SourceTokens));

        return all.DetachFromDisposeScope();
    }

    // The dimension of the tokens is that of one row's tensor. Zeros, since a masked key still takes part with a weight of zero.
    private static Tensor Collect(
        IReadOnlyList<CachedRow> rows, long tokens, long capacity, Func<KeyValueCache, Tensor> find, int dimension)
    {
        long[] shape = [rows.Count, .. find(rows[0].Cache).shape[1..]];
        shape[1 + dimension] = capacity;
        var all = find(rows[0].Cache).new_zeros(shape);
        foreach (var (index, row) in rows.Index())
        {
            all[index].narrow(dimension, tokens - row.Tokens, row.Tokens)
                .copy_(find(row.Cache)[row.Row].narrow(dimension, row.First, row.Tokens));
        }

        return all.DetachFromDisposeScope();
    }
}

/// <summary>A row of a cache.</summary>
/// <param name="Cache">The cache; borrowed.</param>
/// <param name="Row">The row.</param>
/// <param name="First">Where its tokens begin.</param>
/// <param name="Tokens">The number of its tokens.</param>
/// <param name="SourceTokens">The number of tokens of its source; 0 without one.</param>
internal readonly record struct CachedRow(KeyValueCache Cache, long Row, long First, int Tokens, int SourceTokens)
{
    /// <summary>Returns what the row has in a tensor that begins at a token of the cache.</summary>
    /// <param name="first">That token.</param>
    public CachedRow From(long first) =>
        this with { First = Math.Max(0, First - first), Tokens = (int)Math.Min(Tokens, First + Tokens - first) };
}
