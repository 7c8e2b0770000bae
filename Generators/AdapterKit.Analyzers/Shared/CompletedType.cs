namespace AdapterKit.Analyzers;

/// <summary>A type to which a generator adds members because of an attribute.</summary>
internal abstract class CompletedType(INamedTypeSymbol symbol, AttributeData attribute)
{
    public INamedTypeSymbol Symbol { get; } = symbol;

    /// <summary>The attribute on the type, or the first one on a member.</summary>
    public AttributeData Attribute { get; } = attribute;

    public string Name => Symbol.Name;

    /// <summary>The attribute as written in source, for example <c>[AdapterVariant]</c>.</summary>
    public abstract string Marker { get; }

    /// <summary>The part of the type that carries the attribute.</summary>
    public TypeDeclarationSyntax? Syntax => Attribute.ApplicationSyntaxReference?.GetSyntax().FirstAncestorOrSelf<TypeDeclarationSyntax>();

    /// <summary>The location of the type's name in that part.</summary>
    public Location Location => Syntax?.Identifier.GetLocation() ?? Symbol.Locations[0];
}
