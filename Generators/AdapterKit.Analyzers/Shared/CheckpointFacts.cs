using System;
using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>What the members of a type declare about checkpoints. One walk over the members serves all analyzers.</summary>
internal sealed class CheckpointFacts
{
    private static readonly CheckpointFacts None = new();

    public MappedType? Mapped { get; private init; }

    public ConfigType? Config { get; private init; }

    /// <summary>Reads the members of a type.</summary>
    public static CheckpointFacts From(INamedTypeSymbol type, KnownTypes known)
    {
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface))
            return None;

        var keys = new List<WeightKey>();
        var properties = new List<ConfigProperty>();
        foreach (var member in type.GetMembers())
        {
            if (member is not (IFieldSymbol or IPropertySymbol))
                continue;

            foreach (var attribute in member.GetAttributes())
            {
                if (member is IFieldSymbol field && IsOne(attribute, known.WeightAttribute) && attribute.ConstructorArguments is [var key])
                    keys.Add(new WeightKey(field, attribute, key.Value as string ?? ""));
                else if (member is IPropertySymbol property && IsOne(attribute, known.ConfigKeyAttribute))
                    properties.Add(new ConfigProperty(property, attribute));
            }
        }

        var marked = keys.Count > 0 ? keys[0].Attribute : WritesMap(type) ? null : type.FindAttribute(known.ModelAttribute);
        return marked is null && properties.Count == 0
            ? None
            : new CheckpointFacts
            {
                Mapped = marked is null ? null : new MappedType(type, marked, keys),
                Config = properties.Count == 0 ? null : new ConfigType(type, properties),
            };
    }

    /// <summary>Whether a model without keys has a map that is written by hand.</summary>
    private static bool WritesMap(INamedTypeSymbol type) =>
        type.GetMembers().Any(member => member is IMethodSymbol && member.Name.EndsWith("MapWeights", StringComparison.Ordinal));

    private static bool IsOne(AttributeData attribute, INamedTypeSymbol? type) => attribute.AttributeClass?.Is(type) == true;
}
