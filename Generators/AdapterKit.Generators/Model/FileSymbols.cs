using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdapterKit.Generators;

/// <summary>The names that a file declares and mentions.</summary>
internal sealed class FileSymbols
{
    /// <summary>The names of types that generated code uses, wherever it is.</summary>
    public static readonly IReadOnlyCollection<string> UsedByGeneratedCode =
        [.. UsedTypes.FullNames.Keys, .. UsedTypes.PluginTypes.Select(UsedTypes.GetLastName)];

    private const string AttributeSuffix = "Attribute";

    private readonly HashSet<string> declared = [];
    private readonly HashSet<string> mentioned = [];
    private readonly HashSet<string> namespaces = [];

    /// <summary>The names of types.</summary>
    public IReadOnlyCollection<string> Declared => declared;

    /// <summary>The full names of namespaces, with those around them.</summary>
    public IReadOnlyCollection<string> Namespaces => namespaces;

    /// <summary>Whether the file says something about the whole assembly: global usings, attributes of the assembly.</summary>
    public bool IsGlobal { get; private set; }

    /// <summary>Reads a file.</summary>
    public static FileSymbols Read(SyntaxTree file)
    {
        var symbols = new FileSymbols();
        var root = file.GetRoot();
        foreach (var token in root.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken))
                symbols.mentioned.Add(token.ValueText);
        }

        if (root is CompilationUnitSyntax unit)
        {
            symbols.IsGlobal = unit.Externs.Count > 0
                || unit.AttributeLists.Count > 0
                || unit.Usings.Any(one => one.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword));
            symbols.AddMembers(unit.Members, "");
        }

        return symbols;
    }

    /// <summary>Whether the file mentions one of the names.</summary>
    public bool Mentions(HashSet<string> names) =>
        names.Count < mentioned.Count ? names.Any(mentioned.Contains) : mentioned.Overlaps(names);

    private void AddMembers(SyntaxList<MemberDeclarationSyntax> members, string scope)
    {
        foreach (var member in members)
        {
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax space:
                    var name = scope + space.Name;
                    AddNamespace(name);
                    AddMembers(space.Members, name + ".");
                    break;
                case TypeDeclarationSyntax type:
                    AddType(type.Identifier);
                    AddMembers(type.Members, scope);
                    break;
                case BaseTypeDeclarationSyntax type:
                    AddType(type.Identifier);
                    break;
                case DelegateDeclarationSyntax type:
                    AddType(type.Identifier);
                    break;
            }
        }
    }

    private void AddNamespace(string name)
    {
        for (var end = name.Length; end > 0; end = name.LastIndexOf('.', end - 1))
            namespaces.Add(name.Substring(0, end));
    }

    private void AddType(SyntaxToken identifier)
    {
        var name = identifier.ValueText;
        declared.Add(name);
        if (name.Length > AttributeSuffix.Length && name.EndsWith(AttributeSuffix, System.StringComparison.Ordinal))
            declared.Add(name.Substring(0, name.Length - AttributeSuffix.Length));
    }
}
