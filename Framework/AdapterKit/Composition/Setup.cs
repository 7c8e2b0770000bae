using System.Collections.Immutable;

namespace AdapterKit;

/// <summary>Which task adapters run together, as a value: names, and how they are composed.</summary>
/// <remarks>
/// A name stands for itself: <c>Setup.Fuse("spam", Setup.Stack("english", "reply"))</c>. Two setups are equal where
/// they name the same tasks in the same way.
/// </remarks>
public abstract record Setup
{
    private protected Setup()
    {
    }

    /// <summary>The tasks that the setup names, in order of appearance, each once.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>A task by its name.</summary>
    /// <param name="name">The task's name.</param>
    public static implicit operator Setup(string name) => Of(name);

    /// <summary>A task by its name.</summary>
    /// <param name="name">The task's name.</param>
    public static Setup Of(string name) => new NamedSetup(name);

    /// <summary>Adapters one upon the other, as in MAD-X (Pfeiffer et al. 2020).</summary>
    /// <param name="parts">Names or stacks, the first one nearest to the backbone.</param>
    /// <exception cref="ArgumentException">There is no part, or one of them is no name and no stack.</exception>
    public static StackSetup Stack(params IReadOnlyList<Setup> parts) => new(parts);

    /// <summary>Adapters side by side, mixed by attention (AdapterFusion, Pfeiffer et al. 2021).</summary>
    /// <param name="members">At least two names or stacks, none twice.</param>
    /// <exception cref="ArgumentException">There are fewer than two members, or one is named twice, or is itself a fusion.</exception>
    public static FuseSetup Fuse(params IReadOnlyList<Setup> members) => new(members);
}

/// <summary>One task adapter.</summary>
/// <param name="Name">The task's name.</param>
public sealed record NamedSetup(string Name) : Setup
{
    /// <inheritdoc />
    public override IReadOnlyList<string> Names => [Name];

    /// <inheritdoc />
    public override string ToString() => Name;
}

/// <summary>Task adapters one upon the other.</summary>
public sealed record StackSetup : Setup
{
    private readonly ImmutableArray<Setup> parts;

    internal StackSetup(IReadOnlyList<Setup> parts)
    {
        if (parts.Count == 0 || parts.Any(part => part is FuseSetup))
            throw new ArgumentException("A stack consists of names and stacks, at least one.", nameof(parts));

        this.parts = [.. parts];
    }

    /// <summary>The parts, the first one nearest to the backbone.</summary>
    public IReadOnlyList<Setup> Parts => parts;

    /// <inheritdoc />
    public override IReadOnlyList<string> Names => [.. parts.SelectMany(part => part.Names).Distinct()];

    /// <inheritdoc />
    public bool Equals(StackSetup? other) => other is not null && parts.SequenceEqual(other.parts);

    /// <inheritdoc />
    public override int GetHashCode() => parts.Aggregate(17, HashCode.Combine);

    /// <inheritdoc />
    public override string ToString() => $"Stack[{string.Join(", ", parts)}]";
}

/// <summary>Task adapters side by side, mixed by attention.</summary>
public sealed record FuseSetup : Setup
{
    private readonly ImmutableArray<Setup> members;

    internal FuseSetup(IReadOnlyList<Setup> members)
    {
        if (members.Count < 2 || members.Any(member => member is FuseSetup))
            throw new ArgumentException("A fusion consists of names and stacks, at least two.", nameof(members));

        if (members.GroupBy(member => member).FirstOrDefault(group => group.Count() > 1) is { } repeated)
            throw new ArgumentException($"The fusion names {repeated.Key} twice.", nameof(members));

        this.members = [.. members];
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
}
