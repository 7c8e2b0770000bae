namespace AdapterKit.Hosting;

/// <summary>The size of a pass while it is filled.</summary>
/// <remarks>
/// A pass that takes twenty times its overhead gives away a twentieth of the speed of an endless one; a longer one would only make others
/// wait longer. While callers come now and then, those that always have more give away a fifth: who comes now and then waits for the pass
/// that runs, and for its own.
/// </remarks>
/// <param name="options">The limits.</param>
/// <param name="cost">The cost of passes.</param>
internal sealed class PassSize(DispatcherOptions options, CostModel cost)
{
    private const int Overheads = 20;
    private const int FewOverheads = 5;
    private const int LeastPart = 30;
    private const int LeastPartOfShorter = 8;
    private const int MostPart = 3;

    private readonly TimeSpan longest = Longest(options, cost);
    private readonly TimeSpan shorter = Limit(options, cost.Overhead * FewOverheads, LeastPartOfShorter);

    private int rows;
    private int tokens;

    /// <summary>The longest that a pass may take, unless a single row takes longer.</summary>
    public static TimeSpan Longest(DispatcherOptions options, CostModel cost) =>
        Limit(options, cost.Overhead * Overheads, LeastPart);

    /// <summary>
    /// Whether a row belongs into the pass: it is the first, or the pass keeps its limits, and takes less time with it than the two would
    /// take one after the other.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="leavesRoom">Whether the pass is to be a shorter one.</param>
    public bool Fits(QueuedRow row, bool leavesRoom = false)
    {
        if (rows == 0)
            return true;

        var padded = Math.Max(tokens, row.Tokens);
        if ((rows + 1) * (long)padded > options.MaxTokensPerPass)
            return false;

        var (without, together) = (cost.Predict(rows, tokens), cost.Predict(rows + 1, padded));
        return together <= longest
            && (!leavesRoom || together <= shorter)
            && together <= without + cost.Predict(1, row.Tokens);
    }

    public void Add(QueuedRow row) => (rows, tokens) = (rows + 1, Math.Max(tokens, row.Tokens));

    private static TimeSpan Limit(DispatcherOptions options, TimeSpan time, int leastPart) => TimeSpan.FromTicks(
        Math.Clamp(time.Ticks, options.TargetLatency.Ticks / leastPart, options.TargetLatency.Ticks / MostPart));
}
