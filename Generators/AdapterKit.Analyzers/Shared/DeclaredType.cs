using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>The kinds of declared classes.</summary>
internal enum DeclarationKind
{
    Variant,
    Shared,
    Layer,
    Task,
    Model,
}

/// <summary>A class with one of our attributes, such as <c>[AdapterVariant]</c> or <c>[TaskAdapter]</c>.</summary>
internal sealed class DeclaredType(INamedTypeSymbol symbol, DeclarationKind kind, AttributeData attribute)
    : CompletedType(symbol, attribute)
{
    public DeclarationKind Kind { get; } = kind;

    /// <summary>The id of a variant or a task. The <c>model_type</c> of a model is a word of its publishers.</summary>
    public string? Id => Kind != DeclarationKind.Model && Attribute.ConstructorArguments is [{ Value: string id }] ? id : null;

    public override string Marker => Kind switch
    {
        DeclarationKind.Variant => "[AdapterVariant]",
        DeclarationKind.Shared => "[SharedModule]",
        DeclarationKind.Layer => "[TransformerLayer]",
        DeclarationKind.Model => "[BackboneModel]",
        _ => "[TaskAdapter]",
    };

    /// <summary>The instance fields written by the user, without those behind auto-properties.</summary>
    public IEnumerable<IFieldSymbol> Fields => Symbol.GetMembers().OfType<IFieldSymbol>()
        .Where(candidate => candidate is { IsStatic: false, IsImplicitlyDeclared: false } && !candidate.IsGenerated());

    /// <summary>Finds an instance method written by the user.</summary>
    public IMethodSymbol? FindMethod(string name) =>
        Symbol.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(method => !method.IsGenerated() && !method.IsStatic);
}
