using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace AdapterKit.Generators;

/// <summary>Finds the warnings that the use of declared symbols causes. The user has read them at the declaration.</summary>
internal static class UsageWarnings
{
    /// <summary>Finds the warnings for types and their members.</summary>
    public static IEnumerable<string> Find(IEnumerable<ITypeSymbol?> types)
    {
        var found = new SortedSet<string>();
        foreach (var type in types)
        {
            // Reported at every part of a type.
            if (type?.Name.All(letter => letter is >= 'a' and <= 'z') == true)
                found.Add("CS8981");

            if (type is not null)
                found.UnionWith(type.GetAttributes().SelectMany(Read));

            for (var current = type; current is { Locations: [{ IsInSource: true }, ..] }; current = current.BaseType)
                found.UnionWith(current.GetMembers().SelectMany(member => member.GetAttributes()).SelectMany(Read));
        }

        return found;
    }

    /// <summary>Whether the use of a symbol is an error.</summary>
    public static bool ForbidsUse(this ISymbol symbol) =>
        symbol.FindAttribute("System.ObsoleteAttribute")?.ConstructorArguments is [_, { Value: true }];

    private static IEnumerable<string> Read(AttributeData attribute) => attribute switch
    {
        { AttributeClass.Name: "ObsoleteAttribute" } => ["CS0612", "CS0618"],
        { AttributeClass.Name: "ExperimentalAttribute", ConstructorArguments: [{ Value: string id }] } => [id],
        _ => [],
    };
}
