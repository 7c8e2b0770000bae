namespace AdapterKit;

/// <summary>A setup without adapters at some sites (AdapterDrop, Rücklé et al. 2021).</summary>
/// <param name="Inner">The setup.</param>
/// <param name="Left">The sites left out.</param>
public sealed record DropSetup(Setup Inner, DropSet Left) : Setup
{
    /// <inheritdoc />
    public override IReadOnlyList<string> Names => Inner.Names;

    internal override Branching Branching => Inner.Branching;

    /// <inheritdoc />
    public override string ToString() => $"{Inner}.Drop({Left})";

    internal override IReadOnlyList<TaskChain> Chains(Func<string, TaskAdapter> find)
    {
        var chains = Inner.Chains(find).Select(chain => chain.Without(Left));
        return [.. Branching == Branching.None ? chains.Select(chain => chain with { Name = this }) : chains];
    }
}
