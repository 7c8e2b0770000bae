using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>The layout of a backbone, declared by an assembly: <c>[assembly: BackboneLayout(id, layers, points)]</c>.</summary>
internal sealed class BackboneLayout(
    int layers, IReadOnlyList<string> points, IReadOnlyList<string> products, IReadOnlyList<string> memories)
{
    public int Layers { get; } = layers;

    public IReadOnlyList<string> Points { get; } = points;

    public IReadOnlyList<string> Products { get; } = products;

    public IReadOnlyList<string> Memories { get; } = memories;

    /// <summary>Finds the layout of a backbone; <c>null</c> if no assembly declares it.</summary>
    public static BackboneLayout? Find(string backbone, Compilation compilation, KnownTypes known) => GetDeclarations(compilation, known)
        .Select(attribute => attribute.ConstructorArguments is [{ Value: string id }, { Value: int layers }, var points] && id == backbone
            ? new BackboneLayout(layers, points.GetTexts(), attribute.GetTexts("Products"), attribute.GetTexts("Memories"))
            : null)
        .FirstOrDefault(layout => layout is not null);

    /// <summary>Finds the ids of all declared backbones.</summary>
    public static IEnumerable<string> FindIds(Compilation compilation, KnownTypes known) => GetDeclarations(compilation, known)
        .Select(attribute => attribute.ConstructorArguments is [{ Value: string id }, ..] ? id : "");

    private static IEnumerable<AttributeData> GetDeclarations(Compilation compilation, KnownTypes known) => compilation
        .SourceModule.ReferencedAssemblySymbols
        .Where(ReferencesAdapterKit)
        .Prepend(compilation.Assembly)
        .SelectMany(assembly => assembly.GetAttributes())
        .Where(attribute => attribute.AttributeClass?.Is(known.BackboneLayoutAttribute) == true);

    // Only these assemblies can carry the attribute, and reading the attributes of all assemblies is slow.
    private static bool ReferencesAdapterKit(IAssemblySymbol assembly) =>
        assembly.Name == "AdapterKit"
        || assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == "AdapterKit"));
}
