using System.Collections.Immutable;
using System.Globalization;

namespace AdapterKit;

/// <summary>The weighted mean of what several tasks make of the same hidden states.</summary>
public sealed record AverageSetup : Setup
{
    private readonly ImmutableArray<Setup> parts;
    private readonly ImmutableArray<double> weights;

    internal AverageSetup(IReadOnlyList<Setup> parts, IReadOnlyList<double>? weights)
    {
        RequireAlike(parts, "average");
        weights ??= [.. Enumerable.Repeat(1.0, parts.Count)];
        if (weights.Count != parts.Count)
            throw new ArgumentException($"The average has {parts.Count} parts, but {weights.Count} weights.", nameof(weights));

        var total = weights.Sum();
        if (!double.IsFinite(total) || total == 0)
            throw new ArgumentException($"The weights of an average add up to {total}, so there is none.", nameof(weights));

        (this.parts, this.weights) = ([.. parts], [.. weights.Select(weight => weight / total)]);
    }

    /// <summary>The parts.</summary>
    public IReadOnlyList<Setup> Parts => parts;

    /// <summary>The weight of each part; they add up to 1.</summary>
    public IReadOnlyList<double> Weights => weights;

    /// <inheritdoc />
    public override IReadOnlyList<string> Names => [.. parts.SelectMany(part => part.Names).Distinct()];

    /// <inheritdoc />
    public bool Equals(AverageSetup? other) =>
        other is not null && parts.SequenceEqual(other.parts) && weights.SequenceEqual(other.weights);

    /// <inheritdoc />
    public override int GetHashCode() => parts.Aggregate(43, HashCode.Combine);

    /// <inheritdoc />
    public override string ToString()
    {
        var isEven = weights.Distinct().Count() == 1;
        return $"Average[{string.Join(", ", parts.Zip(weights, (part, weight) => isEven ? $"{part}" : Describe(part, weight)))}]";
    }

    private static string Describe(Setup part, double weight) => string.Create(CultureInfo.InvariantCulture, $"{weight:g4} {part}");
}
