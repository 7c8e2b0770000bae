using System.Collections.Immutable;

namespace AdapterKit;

/// <summary>Task adapters fused by attention.</summary>
public sealed record FuseSetup : Setup
{
    private readonly ImmutableArray<Setup> members;

    // Pruning may keep a single member.
    internal FuseSetup(IReadOnlyList<Setup> members, int atLeast = 2)
    {
        if (members.Count < atLeast || members.Any(member => !member.IsPlain))
        {
            throw new ArgumentException(
                $"A fusion takes at least {(atLeast == 1 ? "one member" : "two members")}, and each must be a name or a stack of names.",
                nameof(members));
        }

        this.members = [.. RequireDistinct(members, "fusion")];
    }

    /// <summary>The members, in the order of the attention weights.</summary>
    public IReadOnlyList<Setup> Members => members;

    /// <inheritdoc />
    public override IReadOnlyList<string> Names => [.. members.SelectMany(member => member.Names).Distinct()];

    /// <inheritdoc />
    public bool Equals(FuseSetup? other) => other is not null && members.SequenceEqual(other.members);

    /// <inheritdoc />
    public override int GetHashCode() => members.Aggregate(31, HashCode.Combine);

    /// <inheritdoc />
    public override string ToString() => $"Fuse[{string.Join(", ", members)}]";
}
