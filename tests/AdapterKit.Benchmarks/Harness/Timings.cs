namespace AdapterKit.Benchmarks;

/// <summary>What every contender took in every round.</summary>
internal sealed class Timings(IReadOnlyDictionary<Contender, double[]> milliseconds)
{
    /// <summary>The median time of a contender, in milliseconds.</summary>
    public double Median(Contender contender) => Quantile(milliseconds[contender], 0.5);

    /// <summary>
    /// The time of one contender divided by that of another, taken within each round: what disturbs a round disturbs both.
    /// </summary>
    public Ratio Ratio(Contender numerator, Contender denominator)
    {
        var ratios = milliseconds[numerator].Zip(milliseconds[denominator], (above, below) => above / below).ToArray();
        return new Ratio(Quantile(ratios, 0.5), Quantile(ratios, 0.25), Quantile(ratios, 0.75));
    }

    /// <summary>The mean time of one contender divided by that of another: for work that differs from round to round.</summary>
    public double RatioOfMeans(Contender numerator, Contender denominator) =>
        milliseconds[numerator].Average() / milliseconds[denominator].Average();

    private static double Quantile(double[] values, double share)
    {
        var ordered = values.Order().ToArray();
        var position = share * (ordered.Length - 1);
        var (below, above) = ((int)Math.Floor(position), (int)Math.Ceiling(position));
        return double.Lerp(ordered[below], ordered[above], position - below);
    }
}
