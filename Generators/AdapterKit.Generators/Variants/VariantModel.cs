namespace AdapterKit.Generators;

/// <summary>A declared adapter variant.</summary>
/// <param name="Type">The declared class.</param>
/// <param name="Id">The variant's id.</param>
/// <param name="Options">The options; <c>null</c> if the class has no constructor that could take them.</param>
/// <param name="Components">The fields to register.</param>
/// <param name="Bottleneck">The fields of the bottleneck; <c>null</c> if the class writes the computation itself.</param>
/// <param name="ChangesProjections">Whether it changes products (<c>Apply</c>) rather than the residual path (<c>Delta</c>).</param>
/// <param name="Shared">What its adapters share; <c>null</c> if they share nothing.</param>
internal sealed record VariantModel(
    TypeHeader Type,
    string Id,
    OptionsModel? Options,
    EquatableArray<Component> Components,
    BottleneckModel? Bottleneck,
    bool ChangesProjections,
    SharedUse? Shared);

/// <summary>The options of a variant.</summary>
/// <param name="Type">The full name of the record.</param>
/// <param name="AreTaken">Whether the constructor takes them; otherwise, it takes the shape alone.</param>
/// <param name="Properties">The stored properties of the record.</param>
internal sealed record OptionsModel(string Type, bool AreTaken, EquatableArray<Option> Properties);

/// <summary>The fields of a bottleneck <c>s·(U f(D x + b_d) + b_u)</c>.</summary>
/// <param name="Down"><c>D</c>.</param>
/// <param name="Up"><c>U</c>.</param>
/// <param name="Activation"><c>f</c>; <c>null</c> for the identity.</param>
/// <param name="Scaling"><c>s</c>; <c>null</c> for 1.</param>
internal sealed record BottleneckModel(string Down, string Up, string? Activation, string? Scaling);
