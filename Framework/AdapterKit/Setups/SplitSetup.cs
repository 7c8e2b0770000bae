using System.Collections.Immutable;

namespace AdapterKit;

/// <summary>Different tasks for different tokens of a text.</summary>
public sealed record SplitSetup : Setup
{
    private readonly ImmutableArray<Setup> parts;
    private readonly ImmutableArray<int> starts;

    internal SplitSetup(IReadOnlyList<int> starts, IReadOnlyList<Setup> parts)
    {
        RequireAlike(parts, "split");
        if (starts.Count != parts.Count - 1)
        {
            throw new ArgumentException(
                $"A split into {parts.Count} parts has {parts.Count - 1} starts, one for each part but the first, not {starts.Count}.",
                nameof(starts));
        }

        if (starts.Prepend(0).Zip(starts).Any(pair => pair.First >= pair.Second))
        {
            throw new ArgumentException(
                $"The starts of a split are tokens above 0, each above the one before, not {string.Join(", ", starts)}.", nameof(starts));
        }

        (this.starts, this.parts) = ([.. starts], [.. parts]);
    }

    /// <summary>The parts, in the order of the tokens.</summary>
    public IReadOnlyList<Setup> Parts => parts;

    /// <summary>The first token of each part but the first, counted from 0; the last part has all the rest.</summary>
    public IReadOnlyList<int> Starts => starts;

    /// <inheritdoc />
    public override IReadOnlyList<string> Names => [.. parts.SelectMany(part => part.Names).Distinct()];

    /// <inheritdoc />
    public bool Equals(SplitSetup? other) =>
        other is not null && parts.SequenceEqual(other.parts) && starts.SequenceEqual(other.starts);

    /// <inheritdoc />
    public override int GetHashCode() => parts.Aggregate(47, HashCode.Combine);

    /// <inheritdoc />
    public override string ToString() =>
        $"Split[{parts[0]}{string.Concat(parts.Skip(1).Zip(starts, (part, start) => $", {start}: {part}"))}]";
}
