using System.Linq;
using Microsoft.CodeAnalysis;

namespace AdapterKit.Generators;

/// <summary>Questions that every parser asks of symbols.</summary>
internal static class SymbolExtensions
{
    /// <summary>Whether a type is, or derives from, the type of that full name, whatever its type arguments.</summary>
    public static bool Is(this ITypeSymbol type, string fullName)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.OriginalDefinition.WithNullableAnnotation(NullableAnnotation.None).NameWithoutArguments() == fullName)
                return true;
        }

        return false;
    }

    public static AttributeData? Attribute(this ISymbol symbol, string fullName) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == fullName);

    /// <summary>A named argument of an attribute; <c>default</c> where it is not given.</summary>
    public static T? Named<T>(this AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: not TypedConstantKind.Array, Value: T value }
            ? value
            : default;

    /// <summary>The texts of an array argument; <c>null</c> where it is not given.</summary>
    public static EquatableArray<string> Texts(this TypedConstant constant) => constant.Kind == TypedConstantKind.Array
        ? new EquatableArray<string>(constant.Values.Select(value => value.Value as string ?? ""))
        : default;

    public static string FullName(this ITypeSymbol type) =>
        type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static string NameWithoutArguments(this ITypeSymbol type) =>
        type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat
            .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)
            .WithGenericsOptions(SymbolDisplayGenericsOptions.None));
}
