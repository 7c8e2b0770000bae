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
/// <param name="FileName">A name for the generated file. Types whose names differ only in case share it.</param>
/// <param name="Hidden">The short names of framework types that mean something else inside the type.</param>
/// <param name="Warnings">The warnings that the use of the type and its members causes: it is obsolete or experimental.</param>
internal sealed record TypeHeader(
    string Namespace,
    EquatableArray<string> Types,
    string Name,
    string FullName,
    string FileName,
    EquatableArray<string> Hidden,
    EquatableArray<string> Warnings)
{
    private const string Extension = ".g.cs";

    private static readonly SymbolDisplayFormat FullyQualified =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    /// <summary>Describes a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="used">Other types that its generated part uses.</param>
    public static TypeHeader From(INamedTypeSymbol type, params IEnumerable<ITypeSymbol?> used)
    {
        var chain = new Stack<INamedTypeSymbol>();
        for (var current = type; current is not null; current = current.ContainingType)
            chain.Push(current);

        var scope = type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() : "";
        var metadataName = string.Join("+", chain.Select(part => part.MetadataName));
        return new TypeHeader(
            scope,
            new EquatableArray<string>(chain.Select(WriteDeclaration)),
            ToTypeIdentifier(type.Name),
            type.ToDisplayString(FullyQualified),
            FileNames.Encode(scope.Length == 0 ? metadataName : $"{Unescape(scope)}.{metadataName}") + Extension,
            new EquatableArray<string>(HiddenNames.Find(type)),
            new EquatableArray<string>(UsageWarnings.Find(chain.Concat<ITypeSymbol?>(used))));
    }

    /// <summary>The name of another file of the same type, such as <c>Demo.Layer.Weights.g.cs</c>.</summary>
    public string GetFileName(string part) => FileName.Substring(0, FileName.Length - Extension.Length) + $".{part}{Extension}";

    /// <summary>Refers to a member of the type from a method.</summary>
    /// <param name="identifier">The member.</param>
    /// <param name="locals">The parameters and locals of the method, which hide members of their names.</param>
    public string Refer(string identifier, params IEnumerable<string> locals) =>
        locals.Concat(Hidden).Contains(Unescape(identifier)) ? "this." + identifier : identifier;

    /// <summary>Refers to a static member of the type.</summary>
    public string ReferStatic(string identifier) => Hidden.Contains(Unescape(identifier)) ? $"{Name}.{identifier}" : identifier;

    /// <summary>Converts the name of a member to an identifier.</summary>
    /// <remarks><c>field</c> has a meaning of its own in the accessors of properties.</remarks>
    public static string ToIdentifier(string name) =>
        name == "field" || SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary>Converts a name to its form in metadata: <c>@event</c> becomes <c>event</c>.</summary>
    public static string Unescape(string name) => name.Replace("@", "");

    // Where a type is expected, words such as record and var can be keywords, too.
    private static string ToTypeIdentifier(string name) =>
        SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None ? ToIdentifier(name) : "@" + name;

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
            : "<" + string.Join(", ", type.TypeParameters.Select(parameter => ToTypeIdentifier(parameter.Name))) + ">";
        return $"partial {keyword} {ToTypeIdentifier(type.Name)}{parameters}";
    }
}
