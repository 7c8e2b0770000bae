namespace AdapterKit.Generators;

/// <summary>A declared module that all adapters of a set share.</summary>
/// <param name="Type">The declared class.</param>
/// <param name="Components">The fields to register.</param>
internal sealed record SharedModel(TypeHeader Type, EquatableArray<Component> Components);

/// <summary>The shared module that a variant takes.</summary>
/// <param name="Type">The full name of the class.</param>
/// <param name="TakesOptions">Whether its constructor takes the options of the variant.</param>
internal sealed record SharedUse(string Type, bool TakesOptions);
