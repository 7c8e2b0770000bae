namespace AdapterKit;

/// <summary>No task adapter.</summary>
internal sealed record BareSetup : Setup
{
    public override IReadOnlyList<string> Names => [];

    public override string ToString() => "Bare";
}
