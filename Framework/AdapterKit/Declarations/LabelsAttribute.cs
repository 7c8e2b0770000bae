namespace AdapterKit;

/// <summary>The labels of a task, in the order of the head's outputs.</summary>
/// <param name="names">At least two names, none twice.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LabelsAttribute(params string[] names) : Attribute
{
    /// <summary>The labels, in the order of the head's outputs.</summary>
    public IReadOnlyList<string> Names { get; } = names;
}
