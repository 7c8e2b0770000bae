namespace AdapterKit;

/// <summary>No task adapter.</summary>
internal sealed record BareSetup : Setup
{
    public override IReadOnlyList<string> Names => [];

    public override string ToString() => "Bare";

    internal override IReadOnlyList<TaskChain> Chains(Func<string, TaskAdapter> find) => [new(this, [])];
}
