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

    /// <summary>Returns the variant, or whatever is in its place: <c>ClassificationTask&lt;int&gt;</c>.</summary>
    public static ITypeSymbol? FindArgument(INamedTypeSymbol task, KnownTypes known)
    {
        if (Find(task, known) is { } variant)
            return variant;

        for (var current = task.BaseType; current is not null; current = current.BaseType)
        {
            if (current is { TypeParameters: [{ Name: "TVariant" }], TypeArguments: [var argument], ContainingAssembly.Name: "AdapterKit" })
                return argument;
        }

        return null;
    }

    /// <summary>Returns the constructor <c>(AdapterShape, options, shared)</c> that the generated factory calls.</summary>
    /// <remarks>A variant that shares nothing takes two, and one without options the shape alone.</remarks>
    public static IMethodSymbol? FindConstructor(INamedTypeSymbol variant, KnownTypes known) => variant.InstanceConstructors
        .Where(constructor => constructor.Parameters is [var shape, ..]
            && shape.Type.Is(known.AdapterShape)
            && constructor.Parameters.All(parameter => parameter.RefKind is RefKind.None or RefKind.In)
            && constructor.Parameters switch
            {
                [_] => true,
                [_, var options] => options.Type.DerivesFrom(known.VariantOptions),
                [_, var options, var shared] =>
                    options.Type.DerivesFrom(known.VariantOptions) && shared.Type.DerivesFrom(known.SharedModule),
                _ => false,
            })
        .OrderByDescending(constructor => constructor.Parameters.Length)
        .FirstOrDefault();

    /// <summary>Returns the type of a variant's options; <c>null</c> without a constructor that takes any.</summary>
    public static ITypeSymbol? FindOptions(INamedTypeSymbol variant, KnownTypes known) => FindConstructor(variant, known) switch
    {
        { Parameters: [_, var options, ..] } => options.Type,
        { Parameters: [_] } => known.NoOptions,
        _ => null,
    };
}
