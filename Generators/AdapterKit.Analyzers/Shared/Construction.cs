using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Checks whether generated code can create an object without arguments.</summary>
internal static class Construction
{
    /// <summary>Returns how to make a type constructible; <c>null</c> if it is.</summary>
    public static string? FindObstacle(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class } named || named.IsAbstract)
            return "use a record that is not abstract";

        if (!named.InstanceConstructors.Any(constructor =>
            constructor.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams)
            && constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal))
            return "declare its values as init properties with defaults instead of parameters";

        return GetSettableProperties(named).FirstOrDefault(property => property.IsRequired) is { } required
            ? $"give property '{required.Name}' a default value instead of 'required'"
            : null;
    }

    /// <summary>The public instance properties of a type and its base types that can be set.</summary>
    public static IEnumerable<IPropertySymbol> GetSettableProperties(ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var property in current.GetMembers().OfType<IPropertySymbol>())
            {
                if (property is { IsStatic: false, IsOverride: false, IsIndexer: false, SetMethod: not null }
                    && property.DeclaredAccessibility == Accessibility.Public)
                    yield return property;
            }
        }
    }
}
