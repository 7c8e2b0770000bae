namespace AdapterKit;

/// <summary>Names the parts of a sub-layer that <see cref="WeightAttribute.Part"/> may refer to.</summary>
/// <param name="names">The names, such as <c>"q"</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class WeightPartsAttribute(params string[] names) : Attribute
{
    /// <summary>The names of the parts.</summary>
    public IReadOnlyList<string> Names { get; } = names;
}
