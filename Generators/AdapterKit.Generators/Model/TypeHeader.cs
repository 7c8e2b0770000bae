using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdapterKit.Generators;

/// <summary>What a generated file needs to reopen a declared type: its namespace and the types that contain it.</summary>
/// <param name="Namespace">Empty in the global namespace.</param>
/// <param name="Types">The declarations from the outermost type to the type itself, for example <c>partial class Outer</c>.</param>
/// <param name="Name">The type's own name, without type parameters.</param>
/// <param name="FullName">The fully qualified name, without <c>global::</c>.</param>
/// <param name="FileName">A file name that is unique in the compilation.</param>
internal sealed record TypeHeader(string Namespace, EquatableArray<string> Types, string Name, string FullName, string FileName)
{
    private const string Extension = ".g.cs";

    private static readonly SymbolDisplayFormat FullyQualified =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    /// <summary>The name of another file of the same type, such as <c>Demo.Layer.Weights.g.cs</c>.</summary>
    public string GetFileName(string part) => FileName.Substring(0, FileName.Length - Extension.Length) + $".{part}{Extension}";

    public static TypeHeader From(INamedTypeSymbol type)
    {
        var chain = new Stack<INamedTypeSymbol>();
        for (var current = type; current is not null; current = current.ContainingType)
            chain.Push(current);

        var scope = type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() : "";
        var metadataName = string.Join("+", chain.Select(part => part.MetadataName));
        return new TypeHeader(
            scope,
            new EquatableArray<string>(chain.Select(WriteDeclaration)),
            ToIdentifier(type.Name),
            type.ToDisplayString(FullyQualified),
            (scope.Length == 0 ? metadataName : $"{Unescape(scope)}.{metadataName}") + Extension);
    }

    public static string ToIdentifier(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>Converts a name to its form in metadata: <c>@event</c> becomes <c>event</c>.</summary>
    public static string Unescape(string name) => name.Replace("@", "");

    private static string WriteDeclaration(INamedTypeSymbol type)
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
            : "<" + string.Join(", ", type.TypeParameters.Select(parameter => ToIdentifier(parameter.Name))) + ">";
        return $"partial {keyword} {ToIdentifier(type.Name)}{parameters}";
    }
}
