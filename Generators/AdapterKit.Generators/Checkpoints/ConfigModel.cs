namespace AdapterKit.Generators;

/// <summary>A record with the geometry of a model.</summary>
/// <param name="Type">The record.</param>
/// <param name="Properties">Its properties with keys, in declaration order.</param>
/// <param name="Requirements">The keys with a single supported value.</param>
internal sealed record ConfigModel(
    TypeHeader Type, EquatableArray<ConfigProperty> Properties, EquatableArray<ConfigRequirement> Requirements);

/// <summary>A property.</summary>
/// <param name="Name">The property, as an identifier.</param>
/// <param name="Key">Its key.</param>
internal sealed record ConfigProperty(string Name, string Key);

/// <summary>A key with a single supported value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
internal sealed record ConfigRequirement(string Key, string Value);
