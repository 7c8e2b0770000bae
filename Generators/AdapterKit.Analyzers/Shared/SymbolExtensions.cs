using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Questions that every analyzer asks of symbols.</summary>
internal static class SymbolExtensions
{
    /// <summary>Whether a type is, or derives from, another, whatever their type arguments.</summary>
    public static bool DerivesFrom(this ITypeSymbol type, INamedTypeSymbol? ancestor)
    {
        if (ancestor is null)
            return false;

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, ancestor))
                return true;
        }

        return false;
    }

    public static bool Is(this ITypeSymbol type, INamedTypeSymbol? other) =>
        other is not null && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, other);

    public static AttributeData? Attribute(this ISymbol symbol, INamedTypeSymbol? attribute) => attribute is null
        ? null
        : symbol.GetAttributes().FirstOrDefault(found => SymbolEqualityComparer.Default.Equals(found.AttributeClass, attribute));

    public static bool Has(this ISymbol symbol, INamedTypeSymbol? attribute) => symbol.Attribute(attribute) is not null;

    /// <summary>Whether a generator wrote the member: ours marks each of its members.</summary>
    public static bool IsGenerated(this ISymbol symbol) =>
        symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "GeneratedCodeAttribute");

    /// <summary>The name of a member where it is declared.</summary>
    public static Location Place(this ISymbol symbol) => symbol.Locations[0];
}
