using System.Diagnostics;

namespace AdapterKit;

/// <summary>Expands a setup into its branches.</summary>
/// <param name="encoder">The layers of the backbone.</param>
/// <param name="find">Finds a task by its id.</param>
internal sealed class SetupExpansion(AdaptedStack encoder, Func<string, IPlannedTask> find)
{
    /// <summary>Returns the branches of a setup, each a stack of tasks; for a batch split, the stack of each row.</summary>
    /// <exception cref="ArgumentException">
    /// The setup contains a fusion, drops a point or layer that does not exist, or combines tasks that cannot be combined.
    /// </exception>
    public IReadOnlyList<TaskStack> Expand(Setup setup) => setup switch
    {
        BareSetup => [new(setup, [])],
        NamedSetup named => [new(setup, [new TaskEntry(find(named.Name), DropSet.None)])],
        StackSetup stack => Expand(stack),
        ParallelSetup parallel => [.. parallel.Branches.SelectMany(Expand)],
        BatchSplitSetup split => [.. split.Rows.SelectMany(Expand)],
        AverageSetup average => [Combine(average, average.Parts, new WeightedMean(average.Weights))],
        SplitSetup split => [Combine(split, split.Parts, new TokenSplit(split.Starts))],
        DropSetup drop => Expand(drop),
        FuseSetup =>
            throw new ArgumentException($"{setup} has weights of its own, so it must be a task: declare one with AdapterConfig.Fused."),
        _ => throw new UnreachableException(),
    };

    private TaskStack Combine(Setup setup, IReadOnlyList<Setup> parts, Combination combination) =>
        new(setup, [CombinedEntry.Create(setup, [.. parts.SelectMany(Expand)], combination, encoder)]);

    // Tasks that run in parallel above a common part have that part in every branch.
    private IReadOnlyList<TaskStack> Expand(StackSetup setup)
    {
        var stacks = setup.Parts
            .Select(Expand)
            .Aggregate((below, above) => [.. from lower in below from upper in above select lower.StackBelow(upper)]);
        return setup.Branching == Branching.None ? [stacks[0] with { Name = setup }] : stacks;
    }

    private IReadOnlyList<TaskStack> Expand(DropSetup setup)
    {
        setup.Dropped.RequireKnown(encoder, $"The setup {setup}");
        var stacks = Expand(setup.Inner).Select(stack => stack.Dropping(setup.Dropped));
        return [.. setup.Branching == Branching.None ? stacks.Select(stack => stack with { Name = setup }) : stacks];
    }
}
