namespace AdapterKit.Hosting;

/// <summary>The size of a pass while it is filled.</summary>
/// <param name="options">The limits.</param>
/// <param name="cost">The cost of passes.</param>
internal sealed class PassSize(DispatcherOptions options, CostModel cost)
{
    private readonly TimeSpan longest = options.TargetLatency / 3;
    private int rows;
    private int tokens;

    /// <summary>
    /// Whether a row belongs into the pass: it is the first, or the pass keeps its limits and takes less time with it than the two would
    /// take one after the other.
    /// </summary>
    public bool Fits(QueuedRow row)
    {
        if (rows == 0)
            return true;

        var padded = Math.Max(tokens, row.Tokens);
        if ((rows + 1) * (long)padded > options.MaxTokensPerPass)
            return false;

        var together = cost.Predict(rows + 1, padded);
        return together <= longest && together <= cost.Predict(rows, tokens) + cost.Predict(1, row.Tokens);
    }

    public void Add(QueuedRow row) => (rows, tokens) = (rows + 1, Math.Max(tokens, row.Tokens));
}
