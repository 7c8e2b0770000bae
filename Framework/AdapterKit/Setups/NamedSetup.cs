namespace AdapterKit;

/// <summary>One task adapter.</summary>
/// <param name="Name">The id of the task.</param>
public sealed record NamedSetup(string Name) : Setup
{
    /// <inheritdoc />
    public override IReadOnlyList<string> Names => [Name];

    internal override bool IsPlain => true;

    /// <inheritdoc />
    public override string ToString() => Name;
}
