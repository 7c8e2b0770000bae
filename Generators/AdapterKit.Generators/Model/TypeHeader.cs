using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace AdapterKit.Generators;

/// <summary>What it takes to open a declared type again in another file: its namespace and the types around it.</summary>
/// <param name="Namespace">Empty in the global namespace.</param>
/// <param name="Types">The declarations from the outermost type to the type itself, such as <c>partial class Outer</c>.</param>
/// <param name="Name">The type's own name, without type parameters.</param>
/// <param name="FullName">The name to use from anywhere, without <c>global::</c>.</param>
/// <param name="FileName">A name that is unique in the compilation.</param>
internal sealed record TypeHeader(string Namespace, EquatableArray<string> Types, string Name, string FullName, string FileName)
{
    private static readonly SymbolDisplayFormat FromAnywhere =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    public static TypeHeader Of(INamedTypeSymbol type)
    {
        var chain = new Stack<INamedTypeSymbol>();
        for (var current = type; current is not null; current = current.ContainingType)
            chain.Push(current);

        var scope = type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() : "";
        var metadataName = string.Join("+", chain.Select(part => part.MetadataName));
        return new TypeHeader(
            scope,
            new EquatableArray<string>(chain.Select(Declaration)),
            Identifier(type.Name),
            type.ToDisplayString(FromAnywhere),
            (scope.Length == 0 ? metadataName : $"{Unescaped(scope)}.{metadataName}") + ".g.cs");
    }

    public static string Identifier(string name) =>
        Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(name) == Microsoft.CodeAnalysis.CSharp.SyntaxKind.None ? name : "@" + name;

    /// <summary>A name as metadata has it: <c>@event</c> is <c>event</c> there.</summary>
    public static string Unescaped(string name) => name.Replace("@", "");

    private static string Declaration(INamedTypeSymbol type)
    {
        var keyword = type switch
        {
            { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
            { IsRecord: true } => "record",
            { TypeKind: TypeKind.Struct } => "struct",
            { TypeKind: TypeKind.Interface } => "interface",
            _ => "class",
        };
        var parameters = type.TypeParameters.Length == 0
            ? ""
            : "<" + string.Join(", ", type.TypeParameters.Select(parameter => Identifier(parameter.Name))) + ">";
        return $"partial {keyword} {Identifier(type.Name)}{parameters}";
    }
}
