using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Finds the constructor with which generated code creates what adapters share.</summary>
internal static class SharedUse
{
    /// <summary>Returns the constructor <c>(SharedShape, options)</c>, or the one that takes the shape alone.</summary>
    public static IMethodSymbol? FindConstructor(INamedTypeSymbol module, KnownTypes known) => module.InstanceConstructors
        .Where(constructor => constructor.Parameters is [var shape, ..]
            && shape.Type.Is(known.SharedShape)
            && constructor.Parameters.All(parameter => parameter.RefKind is RefKind.None or RefKind.In)
            && constructor.Parameters switch
            {
                [_] => true,
                [_, var options] => options.Type.DerivesFrom(known.VariantOptions),
                _ => false,
            })
        .OrderByDescending(constructor => constructor.Parameters.Length)
        .FirstOrDefault();
}
