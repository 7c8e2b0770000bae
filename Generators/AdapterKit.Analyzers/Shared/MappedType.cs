using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>
/// A class that declares the keys of its components in checkpoints: it has <c>[Weight]</c> fields or is a <c>[BackboneModel]</c>.
/// </summary>
internal sealed class MappedType(INamedTypeSymbol symbol, AttributeData attribute, IReadOnlyList<WeightKey> keys)
    : CompletedType(symbol, attribute)
{
    /// <summary>All keys, in declaration order.</summary>
    public IReadOnlyList<WeightKey> Keys { get; } = keys;

    public override string Marker => "[Weight]";

    /// <summary>Whether the compiler can write a map: for modules that can be created.</summary>
    public bool CanHaveMap(KnownTypes known) => !Symbol.IsAbstract && Symbol.DerivesFrom(known.Module);

    /// <summary>The keys of components, by field.</summary>
    public IEnumerable<IGrouping<IFieldSymbol, WeightKey>> GroupByComponent(KnownTypes known) => Keys
        .Where(key => IsComponent(key.Field, known))
        .GroupBy<WeightKey, IFieldSymbol>(key => key.Field, SymbolEqualityComparer.Default);

    /// <summary>Whether a field is one that the compiler maps.</summary>
    public static bool IsComponent(IFieldSymbol field, KnownTypes known) =>
        field is { IsStatic: false, AssociatedSymbol: null } && known.IsComponent(field.Type);
}
