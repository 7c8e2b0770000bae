using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Finds the variant of a task and the constructor that takes the variant's options.</summary>
internal static class TaskVariant
{
    /// <summary>Returns the type argument of a base class that is an adapter.</summary>
    public static INamedTypeSymbol? Find(INamedTypeSymbol task, KnownTypes known)
    {
        for (var current = task.BaseType; current is not null; current = current.BaseType)
        {
            if (current.TypeArguments.FirstOrDefault(known.IsAdapter) is INamedTypeSymbol variant)
                return variant;
        }

        return null;
    }

    /// <summary>Returns the constructor <c>(AdapterShape, options)</c> that the generated factory calls.</summary>
    public static IMethodSymbol? FindConstructor(INamedTypeSymbol variant, KnownTypes known) => variant.InstanceConstructors.FirstOrDefault(
        constructor => constructor.Parameters is [var shape, var options]
            && shape.Type.Is(known.AdapterShape)
            && options.Type.DerivesFrom(known.VariantOptions));
}
