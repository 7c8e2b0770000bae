namespace AdapterKit;

/// <summary>How well numbers are predicted: the mean squared error, and how predictions rise and fall with the expected numbers.</summary>
public sealed class RegressionMetrics : TaskScores
{
    private readonly double[] expected;
    private readonly double[] predicted;

    /// <summary>Takes pairs of expected and predicted numbers.</summary>
    /// <param name="pairs">Expected and predicted number of each text.</param>
    public RegressionMetrics(IEnumerable<(double Expected, double Predicted)> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var all = pairs.ToList();
        expected = [.. all.Select(pair => pair.Expected)];
        predicted = [.. all.Select(pair => pair.Predicted)];
    }

    /// <inheritdoc />
    public override int Count => expected.Length;

    /// <summary>The mean squared error; 0 without texts.</summary>
    public double MeanSquaredError =>
        expected.Zip(predicted, (one, other) => (one - other) * (one - other)).DefaultIfEmpty().Average();

    /// <summary>Pearson's correlation, from −1 to 1; 0 if all expected or all predicted numbers are the same.</summary>
    public double Pearson => Correlate(expected, predicted);

    /// <summary>Spearman's correlation: Pearson's of the ranks, where equal numbers share the mean of their ranks.</summary>
    public double Spearman => Correlate(Rank(expected), Rank(predicted));

    /// <inheritdoc />
    public override IReadOnlyList<Metric> Metrics =>
        [new("mse", "MSE", MeanSquaredError), new("pearson", "Pearson", Pearson), new("spearman", "Spearman", Spearman)];

    /// <inheritdoc />
    public override double Selection => -MeanSquaredError;

    private static double Correlate(double[] one, double[] other)
    {
        if (one.Length == 0)
            return 0;

        var (mean, otherMean) = (one.Average(), other.Average());
        var shared = one.Zip(other, (x, y) => (x - mean) * (y - otherMean)).Sum();
        var spread = Math.Sqrt(one.Sum(x => (x - mean) * (x - mean))) * Math.Sqrt(other.Sum(y => (y - otherMean) * (y - otherMean)));
        return spread == 0 ? 0 : shared / spread;
    }

    private static double[] Rank(double[] values)
    {
        var ranks = new double[values.Length];
        var first = 0;
        foreach (var equal in values.Index().GroupBy(value => value.Item).OrderBy(group => group.Key))
        {
            var members = equal.ToList();
            foreach (var (index, _) in members)
                ranks[index] = first + ((members.Count - 1) / 2.0);

            first += members.Count;
        }

        return ranks;
    }
}
