namespace AdapterKit;

/// <summary>Joins the tokens of two texts.</summary>
public static class TokenPairs
{
    /// <summary>Joins the tokens of two texts, and truncates the longer text first.</summary>
    /// <param name="start">Special tokens before the first text.</param>
    /// <param name="first">The first text.</param>
    /// <param name="between">Special tokens between the texts.</param>
    /// <param name="second">The second text.</param>
    /// <param name="end">Special tokens after the second text.</param>
    /// <param name="maxTokens">The number of tokens to keep, at least 1; special tokens are lost only if they alone are too many.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxTokens"/> is not positive.</exception>
    public static TokenizedText Join(int[] start, int[] first, int[] between, int[] second, int[] end, int maxTokens)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(between);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(end);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxTokens);
        var room = Math.Max(0, maxTokens - start.Length - between.Length - end.Length);
        var isTruncated = first.Length + second.Length > room;
        var (half, rest) = (room / 2, room - (room / 2));
        var keptSecond = Math.Min(second.Length, Math.Max(half, room - first.Length));
        var keptFirst = Math.Min(first.Length, Math.Max(rest, room - second.Length));
        int[] ids = [.. start, .. first[..keptFirst], .. between, .. second[..keptSecond], .. end];
        var secondStart = start.Length + keptFirst + between.Length;
        return ids.Length <= maxTokens
            ? new(ids, isTruncated) { SecondStart = secondStart }
            : new(ids[..maxTokens], isTruncated) { SecondStart = Math.Min(secondStart, maxTokens) };
    }
}
