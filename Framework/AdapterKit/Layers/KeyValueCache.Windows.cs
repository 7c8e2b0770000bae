namespace AdapterKit;

/// <content>Attention within a window: keys and values that no later token attends to are forgotten.</content>
public sealed partial class KeyValueCache
{
    // By window: the number of tokens when it was last found, and the first token whose keys are kept.
    private readonly Dictionary<int, (int Tokens, long First)> firsts = [];

    /// <summary>
    /// Returns the first token of the cache whose keys and values attentions with a window keep, as of the last
    /// <see cref="Append"/> of one of them.
    /// </summary>
    internal long GetFirst(int window) => firsts.GetValueOrDefault(window).First;

    /// <summary>Returns for how many tokens an attention has memory.</summary>
    internal long GetReserved(int attention) => entries[attention].Keys.size(2);

    // The same for all attentions of a pass. Half of the tokens at least are forgotten at once, so that moving the others pays off.
    private long FindFirst(int window, long added)
    {
        var (found, first) = firsts.GetValueOrDefault(window);
        if (found == Tokens)
            return first;

        if (Tokens - first > 2L * window && FindAttended(window, added) is var next && 2 * (next - first) >= Tokens - first)
            first = next;

        firsts[window] = (Tokens, first);
        return first;
    }

    // The first token that is in the window of a text's next token; where others are behind padding, texts differ in it.
    private long FindAttended(int window, long added)
    {
        using var scope = NewDisposeScope();
        var next = positions!.narrow(1, Tokens - added, added).amin([1], keepdim: true);
        var isAttended = positions.gt(next - window).logical_and(mask!);
        return isAttended.any(0).to_type(ScalarType.Int64).argmax().ToInt64();
    }

    // For all tokens, and for as many as are wanted, unless those of a window are forgotten before.
    private long GetCapacity(long all, long wanted, int? window) => window is { } length && all <= (2L * length) + 1
        ? Math.Min(Math.Max(capacity, wanted), (2L * length) + 1)
        : Math.Max(capacity, wanted);

    /// <summary>Keys and values of an attention, <c>[batch, key heads, reserved tokens, width of a head]</c>.</summary>
    /// <param name="Keys">The keys.</param>
    /// <param name="Values">The values.</param>
    /// <param name="First">The first token that they are of.</param>
    /// <param name="Window">The window of the attention; <see langword="null"/> for none.</param>
    private readonly record struct CachedKeys(Tensor Keys, Tensor Values, long First, int? Window);
}
