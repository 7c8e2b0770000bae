namespace AdapterKit.Analyzers;

/// <summary>The framework's types in one compilation, looked up once.</summary>
internal sealed class KnownTypes
{
    private readonly Compilation compilation;

    private KnownTypes(Compilation compilation, INamedTypeSymbol variantAttribute)
    {
        this.compilation = compilation;
        VariantAttribute = variantAttribute;
        LayerAttribute = Ours("TransformerLayerAttribute");
        TaskAttribute = Ours("TaskAdapterAttribute");
        PointAttribute = Ours("InsertionPointAttribute");
        SublayerAttribute = Ours("SublayerAttribute");
        DownAttribute = Ours("DownAttribute");
        UpAttribute = Ours("UpAttribute");
        LabelsAttribute = Ours("LabelsAttribute");
        DropAttribute = Ours("AdapterDropAttribute");
        PlacementAttribute = Ours("PlacementAttribute");
        OptionsAttribute = Ours("OptionsAttribute");
        FuseAttribute = Ours("FuseAttribute");
        BackboneLayoutAttribute = Ours("BackboneLayoutAttribute");
        ResidualAdapter = Ours("ResidualAdapter");
        AdaptedLayer = Ours("AdaptedLayer");
        TaskAdapter = Ours("TaskAdapter");
        Backbone = Ours("Backbone");
        AdapterConfig = Ours("AdapterConfig");
        AdapterShape = Ours("AdapterShape");
        AdapterPass = Ours("AdapterPass");
        VariantOptions = Ours("VariantOptions");
        FusionOptions = Ours("FusionOptions");
        Sublayer = Ours("ISublayer");
        Tensor = compilation.GetTypeByMetadataName("TorchSharp.torch+Tensor");
        Module = compilation.GetTypeByMetadataName("TorchSharp.torch+nn+Module");
        Parameter = compilation.GetTypeByMetadataName("TorchSharp.Modules.Parameter");
        Linear = compilation.GetTypeByMetadataName("TorchSharp.Modules.Linear");
        LayerNorm = compilation.GetTypeByMetadataName("TorchSharp.Modules.LayerNorm");
    }

    public INamedTypeSymbol VariantAttribute { get; }
    public INamedTypeSymbol? LayerAttribute { get; }
    public INamedTypeSymbol? TaskAttribute { get; }
    public INamedTypeSymbol? PointAttribute { get; }
    public INamedTypeSymbol? SublayerAttribute { get; }
    public INamedTypeSymbol? DownAttribute { get; }
    public INamedTypeSymbol? UpAttribute { get; }
    public INamedTypeSymbol? LabelsAttribute { get; }
    public INamedTypeSymbol? DropAttribute { get; }
    public INamedTypeSymbol? PlacementAttribute { get; }
    public INamedTypeSymbol? OptionsAttribute { get; }
    public INamedTypeSymbol? FuseAttribute { get; }
    public INamedTypeSymbol? BackboneLayoutAttribute { get; }
    public INamedTypeSymbol? ResidualAdapter { get; }
    public INamedTypeSymbol? AdaptedLayer { get; }
    public INamedTypeSymbol? TaskAdapter { get; }
    public INamedTypeSymbol? Backbone { get; }
    public INamedTypeSymbol? AdapterConfig { get; }
    public INamedTypeSymbol? AdapterShape { get; }
    public INamedTypeSymbol? AdapterPass { get; }
    public INamedTypeSymbol? VariantOptions { get; }
    public INamedTypeSymbol? FusionOptions { get; }
    public INamedTypeSymbol? Sublayer { get; }
    public INamedTypeSymbol? Tensor { get; }
    public INamedTypeSymbol? Module { get; }
    public INamedTypeSymbol? Parameter { get; }
    public INamedTypeSymbol? Linear { get; }
    public INamedTypeSymbol? LayerNorm { get; }

    /// <summary>The types, or <c>null</c> in a compilation that knows no AdapterKit, which then costs nothing more.</summary>
    public static KnownTypes? In(Compilation compilation) =>
        compilation.GetTypeByMetadataName("AdapterKit.AdapterVariantAttribute") is { } variant ? new KnownTypes(compilation, variant) : null;

    /// <summary>What a type declares; <c>null</c> where it carries none of our attributes.</summary>
    public DeclaredType? Declared(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class)
            return null;

        foreach (var attribute in type.GetAttributes())
        {
            if (FamilyOf(attribute.AttributeClass) is { } family)
                return new DeclaredType(type, family, attribute);
        }

        return null;
    }

    /// <summary>Whether a field of this type is a component that TorchSharp should know of.</summary>
    public bool IsComponent(ITypeSymbol type) => type.DerivesFrom(Parameter) || type.DerivesFrom(Module);

    private Family? FamilyOf(INamedTypeSymbol? attribute) =>
        attribute is null ? null
        : attribute.Equals(VariantAttribute, SymbolEqualityComparer.Default) ? Family.Variant
        : attribute.Equals(LayerAttribute, SymbolEqualityComparer.Default) ? Family.Layer
        : attribute.Equals(TaskAttribute, SymbolEqualityComparer.Default) ? Family.Task
        : null;

    private INamedTypeSymbol? Ours(string name) => compilation.GetTypeByMetadataName("AdapterKit." + name);
}
