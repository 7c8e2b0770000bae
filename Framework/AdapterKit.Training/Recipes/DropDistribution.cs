using System.Globalization;

namespace AdapterKit.Training;

/// <summary>
/// How many of the first layers run without adapters in a step of robust training (AdapterDrop, Rücklé et al. 2021, §3.2).
/// </summary>
/// <param name="Weights">The relative probabilities of dropping 0, 1, 2, … layers; empty for the paper's choice.</param>
public sealed record DropDistribution(IReadOnlyList<double> Weights)
{
    /// <summary>The paper's choice: any number from none to all but the last layer, with equal probability.</summary>
    public static DropDistribution Uniform { get; } = new([]);

    /// <inheritdoc />
    public bool Equals(DropDistribution? other) => other is not null && Weights.SequenceEqual(other.Weights);

    /// <inheritdoc />
    public override int GetHashCode() => Weights.Aggregate(Weights.Count, HashCode.Combine);

    /// <summary>Returns <c>uniform</c>, or the weights: <c>4,2,1</c>.</summary>
    public override string ToString() => Weights.Count == 0
        ? "uniform"
        : string.Join(',', Weights.Select(weight => weight.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The largest number of layers that is ever drawn.</summary>
    internal int Largest(int layers) =>
        Weights.Count == 0 ? layers - 1 : Weights.Index().Where(entry => entry.Item > 0).Max(entry => entry.Index);

    /// <summary>Draws a number of layers.</summary>
    internal int Draw(Random random, int layers)
    {
        if (Weights.Count == 0)
            return random.Next(layers);

        var remainder = random.NextDouble() * Weights.Sum();
        var drawn = 0;
        foreach (var (count, weight) in Weights.Index().Where(entry => entry.Item > 0))
        {
            drawn = count;
            remainder -= weight;
            if (remainder < 0)
                break;
        }

        // Rounding may leave a remainder after the last weight: the last number is drawn then.
        return drawn;
    }

    /// <exception cref="ArgumentException">A weight is negative, or none is positive, or there are more weights than numbers of
    /// layers.</exception>
    internal void Validate(int layers)
    {
        if (Weights.Count == 0)
            return;

        var areNumbers = Weights.All(weight => weight >= 0 && double.IsFinite(weight));
        if (!areNumbers || Weights.Sum() <= 0 || Weights.Count > layers + 1)
        {
            throw new ArgumentException(
                $"Invalid robust-drop weights {this}: give at most {layers + 1}, one for each of 0 to {layers} dropped layers; "
                + "none may be negative, and at least one must be positive.");
        }
    }
}
