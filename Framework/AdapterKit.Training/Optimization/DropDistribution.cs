using System.Globalization;

namespace AdapterKit.Training;

/// <summary>How many of the lowest layers go without adapters in a step of robust training (AdapterDrop, Rücklé et al. 2021, §3.2).</summary>
/// <param name="Weights">How likely 0, 1, 2, … layers are, in proportion to each other; empty for the paper's choice.</param>
public sealed record DropDistribution(IReadOnlyList<double> Weights)
{
    /// <summary>From none to all but the topmost layer, each as likely as the others: the paper's choice.</summary>
    public static DropDistribution Uniform { get; } = new([]);

    /// <inheritdoc />
    public bool Equals(DropDistribution? other) => other is not null && Weights.SequenceEqual(other.Weights);

    /// <inheritdoc />
    public override int GetHashCode() => Weights.Aggregate(Weights.Count, HashCode.Combine);

    /// <summary><c>uniform</c>, or the weights: <c>4,2,1</c>.</summary>
    public override string ToString() => Weights.Count == 0 ? "uniform" : string.Join(',', Weights.Select(weight => weight.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Draws a number of layers.</summary>
    internal int Draw(Random random, int layers)
    {
        if (Weights.Count == 0)
            return random.Next(layers);

        var left = random.NextDouble() * Weights.Sum();
        var likely = Weights.Index().Where(weight => weight.Item > 0).ToList();
        return likely.Find(weight => (left -= weight.Item) < 0) is { Item: > 0 } drawn ? drawn.Index : likely[^1].Index;
    }

    /// <exception cref="ArgumentException">A weight is negative or none is above 0, or there are more than a backbone has use for.</exception>
    internal void Check(int layers)
    {
        if (Weights.Count > 0 && (Weights.Any(weight => !(weight >= 0 && double.IsFinite(weight))) || Weights.Sum() <= 0 || Weights.Count > layers + 1))
        {
            throw new ArgumentException(
                $"The weights {this} of robust training will not do: give one for each of 0 to at most {layers} layers left out, none below 0, one above.");
        }
    }
}
