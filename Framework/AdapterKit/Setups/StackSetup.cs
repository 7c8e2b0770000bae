using System.Collections.Immutable;

namespace AdapterKit;

/// <summary>A stack of task adapters.</summary>
public sealed record StackSetup : Setup
{
    private readonly ImmutableArray<Setup> parts;

    internal StackSetup(IReadOnlyList<Setup> parts)
    {
        if (parts.Count == 0 || parts.Any(part => part is FuseSetup))
        {
            throw new ArgumentException(
                "A stack takes at least one part, and none may be a fusion. To use a fusion, declare it as a task.", nameof(parts));
        }

        if (parts.Count(part => part.Branching != Branching.None) > 1)
            throw new ArgumentException("At most one part of a stack may run tasks in parallel.", nameof(parts));

        this.parts = [.. parts];
    }

    /// <summary>The parts, the first one nearest to the backbone.</summary>
    public IReadOnlyList<Setup> Parts => parts;

    /// <inheritdoc />
    public override IReadOnlyList<string> Names => [.. parts.SelectMany(part => part.Names).Distinct()];

    internal override Branching Branching => parts.Select(part => part.Branching).FirstOrDefault(branching => branching != Branching.None);

    internal override bool IsPlain => parts.All(part => part.IsPlain);

    /// <inheritdoc />
    public bool Equals(StackSetup? other) => other is not null && parts.SequenceEqual(other.parts);

    /// <inheritdoc />
    public override int GetHashCode() => parts.Aggregate(17, HashCode.Combine);

    /// <inheritdoc />
    public override string ToString() => $"Stack[{string.Join(", ", parts)}]";
}
