namespace AdapterKit;

/// <summary>One task adapter.</summary>
/// <param name="Name">The task's name.</param>
public sealed record NamedSetup(string Name) : Setup
{
    /// <inheritdoc />
    public override IReadOnlyList<string> Names => [Name];

    internal override bool IsPlain => true;

    /// <inheritdoc />
    public override string ToString() => Name;

    internal override IReadOnlyList<TaskChain> Chains(Func<string, TaskAdapter> find) => [new(this, [new(find(Name), DropSet.None)])];
}
