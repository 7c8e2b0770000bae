using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>The kinds of declared classes.</summary>
internal enum DeclarationKind
{
    Variant,
    Layer,
    Task,
}

/// <summary>A class with <c>[AdapterVariant]</c>, <c>[TransformerLayer]</c> or <c>[TaskAdapter]</c>.</summary>
internal sealed class DeclaredType(INamedTypeSymbol symbol, DeclarationKind kind, AttributeData attribute)
{
    public INamedTypeSymbol Symbol { get; } = symbol;

    public DeclarationKind Kind { get; } = kind;

    public AttributeData Attribute { get; } = attribute;

    public string Name => Symbol.Name;

    /// <summary>The id of a variant or a task.</summary>
    public string? Id => Attribute.ConstructorArguments is [{ Value: string id }] ? id : null;

    /// <summary>The attribute as written in source, for example <c>[AdapterVariant]</c>.</summary>
    public string Marker => Kind switch
    {
        DeclarationKind.Variant => "[AdapterVariant]",
        DeclarationKind.Layer => "[TransformerLayer]",
        _ => "[TaskAdapter]",
    };

    /// <summary>The part of the class that carries the attribute.</summary>
    public TypeDeclarationSyntax? Syntax => Attribute.ApplicationSyntaxReference?.GetSyntax().FirstAncestorOrSelf<TypeDeclarationSyntax>();

    /// <summary>The location of the class name in that part.</summary>
    public Location Location => Syntax?.Identifier.GetLocation() ?? Symbol.Locations[0];

    /// <summary>The instance fields written by the user, without those behind auto-properties.</summary>
    public IEnumerable<IFieldSymbol> Fields => Symbol.GetMembers().OfType<IFieldSymbol>()
        .Where(candidate => candidate is { IsStatic: false, IsImplicitlyDeclared: false } && !candidate.IsGenerated());

    /// <summary>Finds an instance method written by the user.</summary>
    public IMethodSymbol? FindMethod(string name) =>
        Symbol.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(method => !method.IsGenerated() && !method.IsStatic);
}
