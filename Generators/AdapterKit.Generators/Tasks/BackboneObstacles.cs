using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdapterKit.Generators;

/// <summary>Finds what keeps a class from being offered as a backbone. The analyzers report it.</summary>
public static class BackboneObstacles
{
    /// <summary>Returns what is in the way; <c>null</c> if nothing is.</summary>
    public static string? Find(INamedTypeSymbol type)
    {
        if (!IsBackbone(type))
            return "it does not derive from Backbone";

        if (type.IsAbstract)
            return "it is abstract";

        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.Arity > 0)
                return $"'{current.Name}' has type parameters";

            if (current.IsFileLocal || !IsReachable(current))
                return $"the entry point of the assembly cannot name '{current.Name}'; make it internal or public";

            if (ForbidsUse(current))
                return $"'{current.Name}' is [Obsolete] as an error; make that a warning";
        }

        if (UsedTypes.FindTaken(type.ContainingNamespace, UsedTypes.Plugins.Concat(UsedTypes.PluginTypes)) is { } taken)
            return $"its namespace declares its own type '{taken}', a name that generated code needs there";

        if (type.DeclaringSyntaxReferences[0].SyntaxTree.Options is CSharpParseOptions { LanguageVersion: < LanguageVersion.CSharp12 })
            return "generated code needs C# 12";

        return IsModel(type) || type.GetMembers("Load").OfType<IMethodSymbol>().Any(method => IsLoader(method, type))
            ? null
            : $"it has no method 'public static {type.Name} Load(string directory)'";
    }

    /// <summary>Whether a class is a declared model, which the host loads.</summary>
    public static bool IsModel(INamedTypeSymbol type) => type.GetAttributes().Any(attribute =>
        attribute.AttributeClass?.ToDisplayString() == "AdapterKit.BackboneModelAttribute");

    private static bool IsBackbone(ITypeSymbol type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.ToDisplayString() == "AdapterKit.Backbone")
                return true;
        }

        return false;
    }

    private static bool IsLoader(IMethodSymbol method, INamedTypeSymbol type) =>
        method is { IsStatic: true, Arity: 0, ReturnsByRef: false, ReturnsByRefReadonly: false }
        && method.Parameters is [{ RefKind: RefKind.None, Type.SpecialType: SpecialType.System_String }]
        && SymbolEqualityComparer.Default.Equals(method.ReturnType, type)
        && IsReachable(method)
        && !ForbidsUse(method);

    private static bool IsReachable(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    private static bool ForbidsUse(ISymbol symbol) => symbol.GetAttributes().Any(attribute =>
        attribute is { AttributeClass.Name: "ObsoleteAttribute", ConstructorArguments: [_, { Value: true }] });
}
