namespace AdapterKit.Analyzers.Tests;

/// <summary>Says the fix of which diagnostic a test applies.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class MendsAttribute(string id) : Attribute
{
    public string Id { get; } = id;
}
