namespace AdapterKit;

/// <summary>The options of a variant that has none: its constructor takes the shape alone.</summary>
public sealed record NoOptions : VariantOptions;
