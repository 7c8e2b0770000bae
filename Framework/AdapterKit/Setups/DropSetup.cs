namespace AdapterKit;

/// <summary>A setup without adapters at some sites (AdapterDrop, Rücklé et al. 2021).</summary>
/// <param name="Inner">The setup.</param>
/// <param name="Dropped">The dropped sites.</param>
public sealed record DropSetup(Setup Inner, DropSet Dropped) : Setup
{
    /// <inheritdoc />
    public override IReadOnlyList<string> Names => Inner.Names;

    internal override Branching Branching => Inner.Branching;

    /// <inheritdoc />
    public override string ToString() => $"{Inner}.Drop({Dropped})";
}
