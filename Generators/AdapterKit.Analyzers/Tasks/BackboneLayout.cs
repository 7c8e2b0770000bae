using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>What assemblies say of the backbones that they know: <c>[assembly: BackboneLayout(id, layers, points)]</c>.</summary>
internal sealed class BackboneLayout(int layers, IReadOnlyList<string> points)
{
    public int Layers { get; } = layers;

    public IReadOnlyList<string> Points { get; } = points;

    /// <summary>The layout of a backbone; <c>null</c> where no assembly tells it.</summary>
    public static BackboneLayout? Of(string backbone, Compilation compilation, KnownTypes known) => Told(compilation, known)
        .Select(attribute => attribute.ConstructorArguments is [{ Value: string id }, { Value: int layers }, var points] && id == backbone
            ? new BackboneLayout(layers, points.Texts())
            : null)
        .FirstOrDefault(layout => layout is not null);

    /// <summary>The ids of all backbones that assemblies tell of.</summary>
    public static IEnumerable<string> Ids(Compilation compilation, KnownTypes known) => Told(compilation, known)
        .Select(attribute => attribute.ConstructorArguments is [{ Value: string id }, ..] ? id : "");

    private static IEnumerable<AttributeData> Told(Compilation compilation, KnownTypes known) => compilation.SourceModule.ReferencedAssemblySymbols
        .Where(KnowsAdapterKit)
        .Prepend(compilation.Assembly)
        .SelectMany(assembly => assembly.GetAttributes())
        .Where(attribute => attribute.AttributeClass?.Is(known.BackboneLayoutAttribute) == true);

    // No other assembly can carry the attribute, and reading the attributes of all of them takes its time.
    private static bool KnowsAdapterKit(IAssemblySymbol assembly) =>
        assembly.Name == "AdapterKit"
        || assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == "AdapterKit"));
}
