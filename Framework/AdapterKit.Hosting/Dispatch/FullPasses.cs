namespace AdapterKit.Hosting;

/// <summary>
/// How long a token takes while rows wait: the cost of full passes of texts of one length, times what padding and shorter passes have
/// added of late.
/// </summary>
/// <remarks>Not safe for several threads.</remarks>
/// <param name="options">The limits of a pass.</param>
/// <param name="cost">The cost of passes.</param>
internal sealed class FullPasses(DispatcherOptions options, CostModel cost)
{
    private const double Weight = 0.1;
    private const double Most = 10;

    private double added = 1;

    /// <summary>The time of a token.</summary>
    /// <param name="length">The tokens of a text, at least 1.</param>
    public TimeSpan TimePerToken(int length) => Ideal(length) * added;

    /// <summary>Learns from a pass that left rows waiting.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="time">How long it took.</param>
    public void Observe(IReadOnlyList<QueuedRow> rows, TimeSpan time)
    {
        var tokens = rows.Sum(row => row.Tokens);
        var ratio = Math.Clamp(time / (Ideal(tokens / rows.Count) * tokens), 1, Most);
        added += Weight * (ratio - added);
    }

    private TimeSpan Ideal(int length)
    {
        var most = options.MaxTokensPerPass;
        return cost.Predict(Math.Max(1, most / length), length) / Math.Max(length, most);
    }
}
