namespace AdapterKit.Generators;

/// <summary>A declared Transformer layer.</summary>
/// <param name="Type">The declared class.</param>
/// <param name="IsPreNorm">Whether norms precede their sub-layers.</param>
/// <param name="WritesForward">Whether the generator writes <c>forward</c>.</param>
/// <param name="Components">The fields to register.</param>
/// <param name="Points">The insertion points, in declaration order.</param>
internal sealed record LayerModel(
    TypeHeader Type,
    bool IsPreNorm,
    bool WritesForward,
    EquatableArray<Component> Components,
    EquatableArray<PointModel> Points);

/// <summary>An insertion point.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Norm">The field of its norm; <c>null</c> if it has none.</param>
/// <param name="OutputNorm">The field of the norm of its sub-layer's output; <c>null</c> if it has none.</param>
/// <param name="Width">The expression for its width.</param>
/// <param name="Sublayer">The sub-layer before it; <c>null</c> if the point is a method.</param>
/// <param name="Method">The method that the class declares for it; <c>null</c> if the point is on a field.</param>
/// <param name="HasBody">Whether the class writes the body of that method itself, which the analyzers report.</param>
/// <param name="Hub">Its key in files of the AdapterHub library; <c>null</c> if it has none.</param>
internal sealed record PointModel(
    string Name,
    string? Norm,
    string? OutputNorm,
    string Width,
    SublayerModel? Sublayer,
    PointMethod? Method,
    bool HasBody,
    string? Hub)
{
    /// <summary>The name as used in method names: <c>FeedForward</c> for <c>feed_forward</c>.</summary>
    public string PascalName => Words.ToPascalCase(Name);

    /// <summary>The property of the drop switches for the point.</summary>
    public string Switch => Words.ToProperty(PascalName, "Point", "DropSwitches");
}

/// <summary>A sub-layer field.</summary>
/// <param name="Field">The field.</param>
/// <param name="TakesPass">Whether it is called with the pass.</param>
internal sealed record SublayerModel(string Field, bool TakesPass);

/// <summary>A partial method that declares an insertion point.</summary>
/// <param name="Head">The modifiers of its declaration, for example <c>private partial</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Sublayer">The parameter for the sub-layer's output.</param>
/// <param name="Residual">The parameter for the residual.</param>
/// <param name="Pass">The parameter for the pass.</param>
internal sealed record PointMethod(string Head, string Name, string Sublayer, string Residual, string Pass);
