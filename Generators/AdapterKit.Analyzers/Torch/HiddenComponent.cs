using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Finds the components inside the type of a field that is no component itself.</summary>
internal static class HiddenComponent
{
    private const int Depth = 4;

    /// <summary>Returns the noun of a component that a value of the type holds; <c>null</c> if it holds none.</summary>
    public static string? Find(ITypeSymbol type, KnownTypes known) => known.IsComponent(type) ? null : Find(type, known, Depth);

    private static string? Find(ITypeSymbol type, KnownTypes known, int depth)
    {
        if (known.IsComponent(type))
            return Component.GetNoun(type, known);

        if (depth == 0 || type.DerivesFrom(known.Tensor) || type.DerivesFrom(known.SharedModule))
            return null;

        return type switch
        {
            { TypeKind: TypeKind.Delegate } => null,
            { TypeKind: TypeKind.Interface } when IsModule(type, known) => "module",
            IArrayTypeSymbol array => Find(array.ElementType, known, depth - 1),
            INamedTypeSymbol named => named.TypeArguments.Concat(GetFieldTypes(named))
                .Select(part => Find(part, known, depth - 1))
                .FirstOrDefault(noun => noun is not null),
            _ => null,
        };
    }

    private static bool IsModule(ITypeSymbol type, KnownTypes known) =>
        type.Is(known.Sublayer)
        || type.AllInterfaces.Prepend(type).Any(one => one is { Name: "IModule", ContainingNamespace.Name: "TorchSharp" });

    // The types of other assemblies keep their modules to themselves.
    private static ITypeSymbol[] GetFieldTypes(INamedTypeSymbol type) => type.Locations.Any(location => location.IsInSource)
        ? [.. type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic).Select(field => field.Type)]
        : [];
}
