using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Describes the components of a module.</summary>
internal static class Component
{
    /// <summary>Returns the key in a bundle.</summary>
    public static string GetKey(IFieldSymbol field) => field.Name.TrimStart('_');

    /// <summary>Returns the noun for a message.</summary>
    public static string GetNoun(ITypeSymbol type, KnownTypes known) => type.DerivesFrom(known.Parameter) ? "parameter" : "module";

    /// <summary>Returns the registered collection that can replace a plain one; <c>null</c> for any other type.</summary>
    public static string? FindCollection(ITypeSymbol type, KnownTypes known)
    {
        if (known.IsComponent(type) || GetElements(type).FirstOrDefault(known.IsComponent) is not { } element)
            return null;

        return (GetNoun(element, known), type is INamedTypeSymbol { TypeArguments.Length: 2 }) switch
        {
            ("parameter", false) => "ParameterList",
            ("parameter", true) => "ParameterDict",
            (_, false) => "ModuleList",
            _ => "ModuleDict",
        };
    }

    private static ImmutableArray<ITypeSymbol> GetElements(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => [array.ElementType],
        INamedTypeSymbol { TypeArguments: var arguments } when type.AllInterfaces.Any(
            implemented => implemented.SpecialType == SpecialType.System_Collections_IEnumerable) => arguments,
        _ => [],
    };
}
