using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>What a component is, and what it is called.</summary>
internal static class Component
{
    /// <summary>Its key in a bundle.</summary>
    public static string Key(IFieldSymbol field) => field.Name.TrimStart('_');

    /// <summary>The word for it in a message.</summary>
    public static string Kind(ITypeSymbol type, KnownTypes known) => type.DerivesFrom(known.Parameter) ? "parameter" : "module";

    /// <summary>The registered collection to hold what a plain one holds; <c>null</c> for any other type.</summary>
    public static string? CollectionFor(ITypeSymbol type, KnownTypes known)
    {
        if (known.IsComponent(type) || Elements(type).FirstOrDefault(known.IsComponent) is not { } element)
            return null;

        return (Kind(element, known), type is INamedTypeSymbol { TypeArguments.Length: 2 }) switch
        {
            ("parameter", false) => "ParameterList",
            ("parameter", true) => "ParameterDict",
            (_, false) => "ModuleList",
            _ => "ModuleDict",
        };
    }

    private static ImmutableArray<ITypeSymbol> Elements(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => [array.ElementType],
        INamedTypeSymbol { TypeArguments: var arguments } when type.AllInterfaces.Any(
            implemented => implemented.SpecialType == SpecialType.System_Collections_IEnumerable) => arguments,
        _ => [],
    };
}
