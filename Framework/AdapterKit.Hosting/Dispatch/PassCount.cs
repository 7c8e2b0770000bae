namespace AdapterKit.Hosting;

/// <summary>The size of passes, summed up.</summary>
/// <param name="Passes">Their number.</param>
/// <param name="Rows">Their rows.</param>
/// <param name="Tokens">Their tokens.</param>
/// <param name="PaddedTokens">Their tokens, padding included.</param>
/// <param name="Time">The time that they took.</param>
internal readonly record struct PassCount(long Passes, long Rows, long Tokens, long PaddedTokens, TimeSpan Time)
{
    /// <summary>Counts one pass.</summary>
    /// <param name="rows">At least one row.</param>
    /// <param name="time">The time that it took.</param>
    public static PassCount Of(IReadOnlyList<QueuedRow> rows, TimeSpan time) =>
        new(1, rows.Count, rows.Sum(row => row.Tokens), rows.Count * rows.Max(row => (long)row.Tokens), time);

    public PassCount Plus(PassCount other) => new(
        Passes + other.Passes, Rows + other.Rows, Tokens + other.Tokens, PaddedTokens + other.PaddedTokens, Time + other.Time);
}
