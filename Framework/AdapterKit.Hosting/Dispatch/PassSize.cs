namespace AdapterKit.Hosting;

/// <summary>The size of a pass while it is filled.</summary>
/// <remarks>
/// A pass that takes twenty times its overhead gives away a twentieth of the speed of an endless one; a longer one would only make others
/// wait longer.
/// </remarks>
/// <param name="options">The limits.</param>
/// <param name="cost">The cost of passes.</param>
internal sealed class PassSize(DispatcherOptions options, CostModel cost)
{
    private const int Overheads = 20;
    private const int LeastPart = 30;
    private const int MostPart = 3;

    private readonly TimeSpan longest = Longest(options, cost);

    private int rows;
    private int tokens;

    /// <summary>The longest that a pass may take, unless a single row takes longer.</summary>
    public static TimeSpan Longest(DispatcherOptions options, CostModel cost) => TimeSpan.FromTicks(Math.Clamp(
        (cost.Overhead * Overheads).Ticks, options.TargetLatency.Ticks / LeastPart, options.TargetLatency.Ticks / MostPart));

    /// <summary>
    /// Whether a row belongs into the pass: it is the first, or the pass keeps its limits, and takes less time with it than the two would
    /// take one after the other.
    /// </summary>
    public bool Fits(QueuedRow row)
    {
        if (rows == 0)
            return true;

        var padded = Math.Max(tokens, row.Tokens);
        if ((rows + 1) * (long)padded > options.MaxTokensPerPass)
            return false;

        var (without, together) = (cost.Predict(rows, tokens), cost.Predict(rows + 1, padded));
        return together <= longest
            && together <= without + cost.Predict(1, row.Tokens);
    }

    public void Add(QueuedRow row) => (rows, tokens) = (rows + 1, Math.Max(tokens, row.Tokens));
}
