namespace AdapterKit.Analyzers.Tests;

/// <summary>Says of which diagnostic a test is the positive one.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class ReportsAttribute(string id) : Attribute
{
    public string Id { get; } = id;
}
