using System.Collections.Immutable;

namespace AdapterKit;

/// <summary>Task adapters side by side, mixed by attention.</summary>
public sealed record FuseSetup : Setup
{
    private readonly ImmutableArray<Setup> members;

    // Pruning may leave a single member.
    internal FuseSetup(IReadOnlyList<Setup> members, int atLeast = 2)
    {
        if (members.Count < atLeast || members.Any(member => !member.IsPlain))
            throw new ArgumentException($"A fusion consists of names and stacks of names, at least {(atLeast == 1 ? "one" : "two")}.", nameof(members));

        this.members = [.. Distinct.Of(members, "fusion")];
    }

    /// <summary>What is mixed, in the order of the attention's weights.</summary>
    public IReadOnlyList<Setup> Members => members;

    /// <inheritdoc />
    public override IReadOnlyList<string> Names => [.. members.SelectMany(member => member.Names).Distinct()];

    /// <inheritdoc />
    public bool Equals(FuseSetup? other) => other is not null && members.SequenceEqual(other.members);

    /// <inheritdoc />
    public override int GetHashCode() => members.Aggregate(31, HashCode.Combine);

    /// <inheritdoc />
    public override string ToString() => $"Fuse[{string.Join(", ", members)}]";

    internal override IReadOnlyList<TaskChain> Chains(Func<string, TaskAdapter> find) =>
        throw new ArgumentException($"{this} has weights of its own, so it must be a task: declare one with AdapterConfig.Fused.");
}
