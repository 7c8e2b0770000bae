using System.Collections.Generic;

namespace AdapterKit.Analyzers;

/// <summary>A record whose properties have keys in <c>config.json</c>.</summary>
internal sealed class ConfigType(INamedTypeSymbol symbol, IReadOnlyList<ConfigProperty> properties)
    : CompletedType(symbol, properties[0].Attribute)
{
    /// <summary>The properties with keys, in declaration order.</summary>
    public IReadOnlyList<ConfigProperty> Properties { get; } = properties;

    public override string Marker => "[ConfigKey]";
}

/// <summary>A property with a key.</summary>
internal sealed class ConfigProperty(IPropertySymbol symbol, AttributeData attribute)
{
    public IPropertySymbol Symbol { get; } = symbol;

    public AttributeData Attribute { get; } = attribute;

    /// <summary>The key; <c>null</c> while it is not written yet.</summary>
    public string? Key { get; } = attribute.ConstructorArguments is [var key] ? key.Value as string ?? "" : null;
}
