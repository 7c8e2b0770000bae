namespace AdapterKit.Cli;

internal static class Statistics
{
    /// <summary>The mean, and the sample standard deviation; 0 for a single value.</summary>
    public static (double Mean, double Spread) MeanAndSpread(IEnumerable<double> values)
    {
        var all = values.ToList();
        var mean = all.Average();
        return (mean, all.Count < 2 ? 0 : Math.Sqrt(all.Sum(value => (value - mean) * (value - mean)) / (all.Count - 1)));
    }
}
