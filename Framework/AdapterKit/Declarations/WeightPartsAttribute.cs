namespace AdapterKit;

/// <summary>Names the parts of a sub-layer that <see cref="WeightAttribute.Part"/> may refer to.</summary>
/// <remarks>A part whose name joins the names of others consists of them: <c>"qkv"</c> is <c>"q"</c>, <c>"k"</c> and <c>"v"</c>.</remarks>
/// <param name="names">The names, such as <c>"q"</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class WeightPartsAttribute(params string[] names) : Attribute
{
    /// <summary>The names of the parts.</summary>
    public IReadOnlyList<string> Names { get; } = names;
}
