using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Queries that all analyzers share.</summary>
internal static class SymbolExtensions
{
    /// <summary>What a module takes and returns: the arguments of its <c>Module&lt;…&gt;</c>; none for another type.</summary>
    public static ImmutableArray<ITypeSymbol> FindModuleArguments(this ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current is INamedTypeSymbol { Name: "Module", TypeArguments: { IsEmpty: false } arguments })
                return arguments;
        }

        return [];
    }

    /// <summary>Whether a type is or derives from another, regardless of type arguments.</summary>
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

    public static bool Implements(this ITypeSymbol type, INamedTypeSymbol? implemented) =>
        implemented is not null && type.AllInterfaces.Any(found => found.Is(implemented));

    /// <summary>Whether a component has a map of its own, written by hand or from its <c>[Weight]</c> fields.</summary>
    public static bool IsMapped(this ITypeSymbol type, KnownTypes known) =>
        type.Implements(known.MappedWeights)
        || (type is INamedTypeSymbol { Locations: [{ IsInSource: true }, ..] } named
            && known.FindMapped(named.OriginalDefinition) is not null);

    public static AttributeData? FindAttribute(this ISymbol symbol, INamedTypeSymbol? attribute) => attribute is null
        ? null
        : symbol.GetAttributes().FirstOrDefault(found => SymbolEqualityComparer.Default.Equals(found.AttributeClass, attribute));

    public static bool Has(this ISymbol symbol, INamedTypeSymbol? attribute) => symbol.FindAttribute(attribute) is not null;

    /// <summary>Whether our generator wrote the member: it marks each of its members.</summary>
    public static bool IsGenerated(this ISymbol symbol) =>
        symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "GeneratedCodeAttribute");

    /// <summary>Returns the type of a field or property; <c>null</c> for any other member.</summary>
    public static ITypeSymbol? FindValueType(this ISymbol member) => member switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    /// <summary>Returns the location of the name in the declaration of a member.</summary>
    public static Location GetLocation(this ISymbol symbol) => symbol.Locations[0];
}
