using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>One <c>[Adapter]</c> of a task.</summary>
/// <param name="attribute">The attribute.</param>
/// <param name="variant">Its variant.</param>
internal sealed class DeclaredAdapter(AttributeData attribute, INamedTypeSymbol variant)
{
    public AttributeData Attribute { get; } = attribute;

    public INamedTypeSymbol Variant { get; } = variant;

    /// <summary>The places; empty for all.</summary>
    public IReadOnlyList<string> On => Attribute.GetTexts("On");

    /// <summary>Finds those of a task whose variant is an adapter.</summary>
    public static IEnumerable<DeclaredAdapter> FindAll(INamedTypeSymbol task, KnownTypes known) =>
        from attribute in task.GetAttributes()
        where attribute.AttributeClass?.OriginalDefinition.Is(known.AdapterAttribute) == true
        let variant = attribute.AttributeClass!.TypeArguments[0] as INamedTypeSymbol
        where variant is not null && known.IsAdapter(variant)
        select new DeclaredAdapter(attribute, variant);
}
