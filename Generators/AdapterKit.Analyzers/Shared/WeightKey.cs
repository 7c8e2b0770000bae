namespace AdapterKit.Analyzers;

/// <summary>A <c>[Weight]</c> of a field.</summary>
internal sealed class WeightKey(IFieldSymbol field, AttributeData attribute, string key)
{
    public IFieldSymbol Field { get; } = field;

    public AttributeData Attribute { get; } = attribute;

    public string Key { get; } = key;

    /// <summary>The part of the field that has the key; <c>null</c> for the whole.</summary>
    public string? Part { get; } = attribute.GetText("Part");

    /// <summary>The location of the key.</summary>
    public Location Location => Attribute.GetLocation(0);
}
