namespace AdapterKit.Cli.Reporting;

internal static class Statistics
{
    /// <summary>Computes the mean and the sample standard deviation, which is 0 for a single value.</summary>
    public static (double Mean, double Spread) MeanAndSpread(IEnumerable<double> values)
    {
        var all = values.ToList();
        var mean = all.Average();
        return (mean, all.Count < 2 ? 0 : Math.Sqrt(all.Sum(value => (value - mean) * (value - mean)) / (all.Count - 1)));
    }

    /// <summary>Computes the middle value, or the mean of the two in the middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
