namespace AdapterKit;

/// <summary>The base of an adapter variant's options: a record of <c>init</c> properties with defaults.</summary>
/// <remarks>Properties are numbers, booleans, strings or enums, or nullable ones of these: what a bundle can store.</remarks>
public abstract record VariantOptions;
