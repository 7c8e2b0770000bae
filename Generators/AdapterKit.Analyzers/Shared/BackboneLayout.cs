using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>The layout of a backbone, declared by an assembly: <c>[assembly: BackboneLayout(id, layers, points)]</c>.</summary>
internal sealed class BackboneLayout(
    string id, int layers, IReadOnlyList<string> points, IReadOnlyList<string> products, IReadOnlyList<string> memories)
{
    public string Id { get; } = id;

    public int Layers { get; } = layers;

    public IReadOnlyList<string> Points { get; } = points;

    public IReadOnlyList<string> Products { get; } = products;

    public IReadOnlyList<string> Memories { get; } = memories;

    /// <summary>Finds the layouts that the assemblies of a compilation declare.</summary>
    public static IEnumerable<BackboneLayout> FindAll(Compilation compilation, INamedTypeSymbol? declaration) => compilation
        .SourceModule.ReferencedAssemblySymbols
        .Where(ReferencesAdapterKit)
        .Prepend(compilation.Assembly)
        .SelectMany(assembly => assembly.GetAttributes())
        .Where(attribute => attribute.AttributeClass?.Is(declaration) == true)
        .Select(Read)
        .OfType<BackboneLayout>();

    private static BackboneLayout? Read(AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Value: string id }, { Value: int layers }, var points]
            ? new BackboneLayout(id, layers, points.GetTexts(), attribute.GetTexts("Products"), attribute.GetTexts("Memories"))
            : null;

    // Only these assemblies can carry the attribute, and reading the attributes of all assemblies is slow.
    private static bool ReferencesAdapterKit(IAssemblySymbol assembly) =>
        assembly.Name == "AdapterKit"
        || assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == "AdapterKit"));
}
