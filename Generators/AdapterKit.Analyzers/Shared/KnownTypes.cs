using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace AdapterKit.Analyzers;

/// <summary>The framework types of a compilation and what its types declare, looked up once for all analyzers.</summary>
internal sealed class KnownTypes
{
    private static readonly ConditionalWeakTable<Compilation, KnownTypes> Known = new();

    private readonly Compilation compilation;
    private readonly Lazy<IReadOnlyList<BackboneLayout>> layouts;
    private readonly ConcurrentDictionary<INamedTypeSymbol, CheckpointFacts> checkpoints = new(SymbolEqualityComparer.Default);

    private KnownTypes(Compilation compilation)
    {
        this.compilation = compilation;
        layouts = new(() => [.. BackboneLayout.FindAll(compilation, BackboneLayoutAttribute)]);
        VariantAttribute = FindType("AdapterVariantAttribute");
        SharedAttribute = FindType("SharedModuleAttribute");
        LayerAttribute = FindType("TransformerLayerAttribute");
        TaskAttribute = FindType("TaskAdapterAttribute");
        ModelAttribute = FindType("BackboneModelAttribute");
        PointAttribute = FindType("InsertionPointAttribute");
        SublayerAttribute = FindType("SublayerAttribute");
        DownAttribute = FindType("DownAttribute");
        UpAttribute = FindType("UpAttribute");
        LabelsAttribute = FindType("LabelsAttribute");
        DropAttribute = FindType("AdapterDropAttribute");
        PlacementAttribute = FindType("PlacementAttribute");
        AdapterAttribute = FindType("AdapterAttribute`1");
        OptionsAttribute = FindType("OptionsAttribute");
        FuseAttribute = FindType("FuseAttribute");
        BackboneAttribute = FindType("BackboneAttribute");
        BackboneLayoutAttribute = FindType("BackboneLayoutAttribute");
        WeightAttribute = FindType("WeightAttribute");
        WeightPartsAttribute = FindType("WeightPartsAttribute");
        ConfigKeyAttribute = FindType("ConfigKeyAttribute");
        ConfigValueAttribute = FindType("ConfigValueAttribute");
        ResidualAdapter = FindType("ResidualAdapter");
        ProjectionAdapter = FindType("ProjectionAdapter");
        MemoryAdapter = FindType("MemoryAdapter");
        EntryAdapter = FindType("EntryAdapter");
        SharedModule = FindType("SharedModule");
        SharedShape = FindType("SharedShape");
        AdaptedLayer = FindType("AdaptedLayer");
        TaskAdapter = FindType("TaskAdapter");
        Backbone = FindType("Backbone");
        AdapterConfig = FindType("AdapterConfig");
        AdapterShape = FindType("AdapterShape");
        AdapterPass = FindType("AdapterPass");
        VariantOptions = FindType("VariantOptions");
        FusionOptions = FindType("FusionOptions");
        NoOptions = FindType("NoOptions");
        AdapterVariant = FindType("IAdapterVariant");
        Sublayer = FindType("ISublayer");
        AdaptedStack = FindType("AdaptedStack");
        PretrainedBackbone = FindType("PretrainedBackbone");
        PretrainedIdentity = FindType("PretrainedIdentity");
        Activation = FindType("Activation");
        Scaling = FindType("Scaling");
        WeightParts = FindType("IWeightParts");
        MappedWeights = FindType("IMappedWeights");
        ModelConfig = FindType("IModelConfig`1");
        Tensor = compilation.GetTypeByMetadataName("TorchSharp.torch+Tensor");
        Module = compilation.GetTypeByMetadataName("TorchSharp.torch+nn+Module");
        Parameter = compilation.GetTypeByMetadataName("TorchSharp.Modules.Parameter");
        Linear = compilation.GetTypeByMetadataName("TorchSharp.Modules.Linear");
        LayerNorm = compilation.GetTypeByMetadataName("TorchSharp.Modules.LayerNorm");
        Norm = FindType("INorm");
    }

    public INamedTypeSymbol? VariantAttribute { get; }
    public INamedTypeSymbol? SharedAttribute { get; }
    public INamedTypeSymbol? LayerAttribute { get; }
    public INamedTypeSymbol? TaskAttribute { get; }
    public INamedTypeSymbol? ModelAttribute { get; }
    public INamedTypeSymbol? PointAttribute { get; }
    public INamedTypeSymbol? SublayerAttribute { get; }
    public INamedTypeSymbol? DownAttribute { get; }
    public INamedTypeSymbol? UpAttribute { get; }
    public INamedTypeSymbol? LabelsAttribute { get; }
    public INamedTypeSymbol? DropAttribute { get; }
    public INamedTypeSymbol? PlacementAttribute { get; }
    public INamedTypeSymbol? AdapterAttribute { get; }
    public INamedTypeSymbol? OptionsAttribute { get; }
    public INamedTypeSymbol? FuseAttribute { get; }
    public INamedTypeSymbol? BackboneAttribute { get; }
    public INamedTypeSymbol? BackboneLayoutAttribute { get; }
    public INamedTypeSymbol? WeightAttribute { get; }
    public INamedTypeSymbol? WeightPartsAttribute { get; }
    public INamedTypeSymbol? ConfigKeyAttribute { get; }
    public INamedTypeSymbol? ConfigValueAttribute { get; }
    public INamedTypeSymbol? ResidualAdapter { get; }
    public INamedTypeSymbol? ProjectionAdapter { get; }
    public INamedTypeSymbol? MemoryAdapter { get; }
    public INamedTypeSymbol? EntryAdapter { get; }
    public INamedTypeSymbol? SharedModule { get; }
    public INamedTypeSymbol? SharedShape { get; }
    public INamedTypeSymbol? AdaptedLayer { get; }
    public INamedTypeSymbol? TaskAdapter { get; }
    public INamedTypeSymbol? Backbone { get; }
    public INamedTypeSymbol? AdapterConfig { get; }
    public INamedTypeSymbol? AdapterShape { get; }
    public INamedTypeSymbol? AdapterPass { get; }
    public INamedTypeSymbol? VariantOptions { get; }
    public INamedTypeSymbol? FusionOptions { get; }
    public INamedTypeSymbol? NoOptions { get; }
    public INamedTypeSymbol? AdapterVariant { get; }
    public INamedTypeSymbol? Sublayer { get; }
    public INamedTypeSymbol? AdaptedStack { get; }
    public INamedTypeSymbol? PretrainedBackbone { get; }
    public INamedTypeSymbol? PretrainedIdentity { get; }
    public INamedTypeSymbol? Activation { get; }
    public INamedTypeSymbol? Scaling { get; }
    public INamedTypeSymbol? WeightParts { get; }
    public INamedTypeSymbol? MappedWeights { get; }
    public INamedTypeSymbol? ModelConfig { get; }
    public INamedTypeSymbol? Tensor { get; }
    public INamedTypeSymbol? Module { get; }
    public INamedTypeSymbol? Parameter { get; }
    public INamedTypeSymbol? Linear { get; }
    public INamedTypeSymbol? LayerNorm { get; }
    public INamedTypeSymbol? Norm { get; }

    /// <summary>Finds the types; <c>null</c> in a compilation that does not reference AdapterKit.</summary>
    public static KnownTypes? Find(Compilation compilation) =>
        Known.GetValue(compilation, static one => new KnownTypes(one)) is { VariantAttribute: not null } found ? found : null;

    /// <summary>The ids of all declared backbones.</summary>
    public IEnumerable<string> BackboneIds => layouts.Value.Select(layout => layout.Id);

    /// <summary>Finds the layout of a backbone; <c>null</c> if no assembly declares it.</summary>
    public BackboneLayout? FindLayout(string backbone) => layouts.Value.FirstOrDefault(layout => layout.Id == backbone);

    /// <summary>Returns what a class declares; <c>null</c> if it carries none of our attributes.</summary>
    public DeclaredType? FindDeclaration(INamedTypeSymbol type) => FindDeclarations(type).FirstOrDefault();

    /// <summary>Returns everything that a class declares, which should be one thing.</summary>
    public IEnumerable<DeclaredType> FindDeclarations(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class)
            yield break;

        foreach (var attribute in type.GetAttributes())
        {
            if (GetKind(attribute.AttributeClass) is { } kind)
                yield return new DeclaredType(type, kind, attribute);
        }
    }

    /// <summary>Returns the class with its keys; <c>null</c> if it declares none.</summary>
    public MappedType? FindMapped(INamedTypeSymbol type) => FindCheckpoints(type).Mapped;

    /// <summary>Returns the configuration; <c>null</c> if no property has a key.</summary>
    public ConfigType? FindConfig(INamedTypeSymbol type) => FindCheckpoints(type).Config;

    /// <summary>Returns a type to which a generator adds members; <c>null</c> for any other type.</summary>
    public CompletedType? FindCompleted(INamedTypeSymbol type)
    {
        if (FindDeclaration(type) is { } declared)
            return declared;

        // Other analyzers report keys where no class could have a map.
        return FindMapped(type) is { } mapped && mapped.CanHaveMap(this) ? mapped : FindConfig(type);
    }

    /// <summary>Whether a type derives from a base class of adapter variants.</summary>
    public bool IsAdapter(ITypeSymbol type) => FindBase(type) is not null;

    /// <summary>Returns the base class of variants that a type derives from; <c>null</c> for a type that is no adapter.</summary>
    public INamedTypeSymbol? FindBase(ITypeSymbol type) =>
        new[] { ResidualAdapter, ProjectionAdapter, MemoryAdapter, EntryAdapter }.FirstOrDefault(type.DerivesFrom);

    /// <summary>The name of the method in which a variant computes: that of its base class.</summary>
    public string GetComputation(ITypeSymbol variant) =>
        variant.DerivesFrom(ProjectionAdapter) ? "Apply"
        : variant.DerivesFrom(MemoryAdapter) ? "ComputeKeys"
        : variant.DerivesFrom(EntryAdapter) ? "Enter"
        : "Delta";

    /// <summary>Whether a type can be the norm of an insertion point.</summary>
    public bool IsNorm(ITypeSymbol type) =>
        type.DerivesFrom(LayerNorm)
        || (type.AllInterfaces.Any(implemented => implemented.Is(Norm))
            && type.FindModuleArguments() is [var input, var output] && input.Is(Tensor) && output.Is(Tensor));

    /// <summary>Whether a field of this type holds a module or a parameter of its own. What adapters share belongs to their task.</summary>
    public bool IsComponent(ITypeSymbol type) =>
        type.DerivesFrom(Parameter) || (type.DerivesFrom(Module) && !type.DerivesFrom(SharedModule));

    private DeclarationKind? GetKind(INamedTypeSymbol? attribute)
    {
        if (attribute is null)
            return null;

        if (attribute.Is(VariantAttribute))
            return DeclarationKind.Variant;

        if (attribute.Is(SharedAttribute))
            return DeclarationKind.Shared;

        if (attribute.Is(LayerAttribute))
            return DeclarationKind.Layer;

        if (attribute.Is(ModelAttribute))
            return DeclarationKind.Model;

        return attribute.Is(TaskAttribute) ? DeclarationKind.Task : null;
    }

    private CheckpointFacts FindCheckpoints(INamedTypeSymbol type) =>
        checkpoints.GetOrAdd(type, one => CheckpointFacts.From(one, this));

    private INamedTypeSymbol? FindType(string name) => compilation.GetTypeByMetadataName("AdapterKit." + name);
}
