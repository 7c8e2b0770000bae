namespace AdapterKit.Analyzers;

/// <summary>The framework types of a compilation, looked up once.</summary>
internal sealed class KnownTypes
{
    private readonly Compilation compilation;

    private KnownTypes(Compilation compilation, INamedTypeSymbol variantAttribute)
    {
        this.compilation = compilation;
        VariantAttribute = variantAttribute;
        LayerAttribute = FindType("TransformerLayerAttribute");
        TaskAttribute = FindType("TaskAdapterAttribute");
        PointAttribute = FindType("InsertionPointAttribute");
        SublayerAttribute = FindType("SublayerAttribute");
        DownAttribute = FindType("DownAttribute");
        UpAttribute = FindType("UpAttribute");
        LabelsAttribute = FindType("LabelsAttribute");
        DropAttribute = FindType("AdapterDropAttribute");
        PlacementAttribute = FindType("PlacementAttribute");
        OptionsAttribute = FindType("OptionsAttribute");
        FuseAttribute = FindType("FuseAttribute");
        BackboneLayoutAttribute = FindType("BackboneLayoutAttribute");
        ResidualAdapter = FindType("ResidualAdapter");
        AdaptedLayer = FindType("AdaptedLayer");
        TaskAdapter = FindType("TaskAdapter");
        Backbone = FindType("Backbone");
        AdapterConfig = FindType("AdapterConfig");
        AdapterShape = FindType("AdapterShape");
        AdapterPass = FindType("AdapterPass");
        VariantOptions = FindType("VariantOptions");
        FusionOptions = FindType("FusionOptions");
        Sublayer = FindType("ISublayer");
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

    /// <summary>Finds the types; <c>null</c> in a compilation that does not reference AdapterKit.</summary>
    public static KnownTypes? Find(Compilation compilation) =>
        compilation.GetTypeByMetadataName("AdapterKit.AdapterVariantAttribute") is { } variant
            ? new KnownTypes(compilation, variant)
            : null;

    /// <summary>Returns what a class declares; <c>null</c> if it carries none of our attributes.</summary>
    public DeclaredType? FindDeclaration(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class)
            return null;

        foreach (var attribute in type.GetAttributes())
        {
            if (GetKind(attribute.AttributeClass) is { } kind)
                return new DeclaredType(type, kind, attribute);
        }

        return null;
    }

    /// <summary>Whether a field of this type holds a module or a parameter.</summary>
    public bool IsComponent(ITypeSymbol type) => type.DerivesFrom(Parameter) || type.DerivesFrom(Module);

    private DeclarationKind? GetKind(INamedTypeSymbol? attribute)
    {
        if (attribute is null)
            return null;

        if (attribute.Is(VariantAttribute))
            return DeclarationKind.Variant;

        if (attribute.Is(LayerAttribute))
            return DeclarationKind.Layer;

        return attribute.Is(TaskAttribute) ? DeclarationKind.Task : null;
    }

    private INamedTypeSymbol? FindType(string name) => compilation.GetTypeByMetadataName("AdapterKit." + name);
}
