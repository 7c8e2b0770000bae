using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdapterKit.Generators;

/// <summary>Queries that all parsers share.</summary>
internal static class SymbolExtensions
{
    /// <summary>Whether a type is or derives from the type of that full name, regardless of type arguments.</summary>
    public static bool Is(this ITypeSymbol type, string fullName)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.IsNamed(fullName))
                return true;
        }

        return false;
    }

    /// <summary>Whether a symbol has that full name, regardless of type arguments.</summary>
    /// <remarks>This runs for every declared member after every edit, so it compares the parts of the name without allocating.</remarks>
    public static bool IsNamed(this ISymbol symbol, string fullName)
    {
        var end = fullName.Length;
        for (ISymbol? part = symbol; part is { Name.Length: > 0 }; part = part.ContainingSymbol)
        {
            var start = end - part.Name.Length;
            if (start < 0 || string.CompareOrdinal(fullName, start, part.Name, 0, part.Name.Length) != 0)
                return false;

            if (start == 0)
                return part.ContainingSymbol is INamespaceSymbol { IsGlobalNamespace: true };

            if (fullName[start - 1] != '.')
                return false;

            end = start - 1;
        }

        return false;
    }

    /// <summary>Whether the class can be completed: it and its containing types are partial, and it has the required base class.</summary>
    public static bool CanBeCompleted(this INamedTypeSymbol type, string baseType) =>
        type is { IsAbstract: false, IsStatic: false, CanBeReferencedByName: true } && type.Is(baseType)
        && IsPartial(type) && HasOwnFile(type);

    /// <summary>Whether an attribute is written on this declaration, and not only on another part of the same type.</summary>
    public static bool IsFirstOn(this AttributeData attribute, SyntaxNode declaration) =>
        attribute.ApplicationSyntaxReference is { } reference
        && reference.SyntaxTree == declaration.SyntaxTree
        && declaration.Span.Contains(reference.Span);

    /// <summary>Whether <c>new T()</c> compiles.</summary>
    public static bool HasParameterlessConstructor(this ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false } named
        && named.InstanceConstructors.Any(constructor =>
            constructor.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams)
            && constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal
            && !constructor.ForbidsUse())
        && !type.ForbidsUse()
        && !RequiresMembers(type);

    public static AttributeData? FindAttribute(this ISymbol symbol, string fullName) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.IsNamed(fullName) == true);

    /// <summary>Returns a named argument of an attribute; <c>default</c> if it is absent.</summary>
    public static T? GetNamed<T>(this AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value
            is { Kind: not TypedConstantKind.Array, Value: T value } ? value : default;

    /// <summary>Returns the texts of an array argument; empty if it is absent.</summary>
    public static EquatableArray<string> GetTexts(this TypedConstant constant) => constant.Kind == TypedConstantKind.Array
        ? new EquatableArray<string>(constant.Values.Select(value => value.Value as string ?? ""))
        : default;

    public static string GetFullName(this ITypeSymbol type) =>
        string.Concat(type.ToDisplayParts(SymbolDisplayFormat.FullyQualifiedFormat).Select(part =>
            part is { Symbol: ITypeParameterSymbol { Name: var name } } && UsedTypes.FullNames.ContainsKey(name)
                ? "@" + name : part.ToString()));

    private static bool IsPartial(INamedTypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (!current.DeclaringSyntaxReferences.All(part =>
                part.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword)))
                return false;
        }

        return true;
    }

    // A class that only its own file can name cannot have another part elsewhere. What is generated needs C# 12.
    private static bool HasOwnFile(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal)
                return false;
        }

        return type.DeclaringSyntaxReferences
            is [{ SyntaxTree.Options: CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp12 } }, ..];
    }

    /// <summary>Whether an object initializer must set members of a type.</summary>
    public static bool RequiresMembers(this ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers().Any(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
                return true;
        }

        return false;
    }
}
