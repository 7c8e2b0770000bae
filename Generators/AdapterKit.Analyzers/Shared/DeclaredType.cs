using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>The three kinds of declared classes.</summary>
internal enum Family
{
    Variant,
    Layer,
    Task,
}

/// <summary>A class under <c>[AdapterVariant]</c>, <c>[TransformerLayer]</c> or <c>[TaskAdapter]</c>.</summary>
internal sealed class DeclaredType(INamedTypeSymbol symbol, Family family, AttributeData attribute)
{
    public INamedTypeSymbol Symbol { get; } = symbol;

    public Family Family { get; } = family;

    public AttributeData Attribute { get; } = attribute;

    public string Name => Symbol.Name;

    /// <summary>The id of a variant or a task.</summary>
    public string? Id => Attribute.ConstructorArguments is [{ Value: string id }] ? id : null;

    /// <summary>The attribute as the user writes it: <c>[AdapterVariant]</c>.</summary>
    public string Marker => Family switch
    {
        Family.Variant => "[AdapterVariant]",
        Family.Layer => "[TransformerLayer]",
        _ => "[TaskAdapter]",
    };

    /// <summary>The part of the class that carries the attribute.</summary>
    public TypeDeclarationSyntax? Syntax => Attribute.ApplicationSyntaxReference?.GetSyntax().FirstAncestorOrSelf<TypeDeclarationSyntax>();

    /// <summary>The name of the class, where it is declared.</summary>
    public Location Location => Syntax?.Identifier.GetLocation() ?? Symbol.Locations[0];

    /// <summary>The instance fields that the user wrote, those behind auto-properties left out.</summary>
    public IEnumerable<IFieldSymbol> Fields => Symbol.GetMembers().OfType<IFieldSymbol>()
        .Where(candidate => candidate is { IsStatic: false, IsImplicitlyDeclared: false } && !candidate.IsGenerated());

    /// <summary>A method that the user wrote, generated ones left out.</summary>
    public IMethodSymbol? Method(string name) =>
        Symbol.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(method => !method.IsGenerated() && !method.IsStatic);
}
