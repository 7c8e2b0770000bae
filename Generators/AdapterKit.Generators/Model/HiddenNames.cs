using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace AdapterKit.Generators;

/// <summary>Finds the names that generated code uses for framework types and that mean something else inside a declared type.</summary>
internal static class HiddenNames
{
    private static readonly IReadOnlyList<string> Used = [.. UsedTypes.FullNames.Keys];

    /// <summary>Finds them among the members of the type, its base classes, the types around it and its namespace.</summary>
    public static IEnumerable<string> Find(INamedTypeSymbol type)
    {
        var scopes = new List<INamedTypeSymbol>();
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            for (var current = outer; current is not null && !IsOfFramework(current); current = current.BaseType)
                scopes.Add(current);
        }

        return Used.Where(name =>
            scopes.Any(scope => !scope.GetMembers(name).IsEmpty || scope.TypeParameters.Any(parameter => parameter.Name == name))
            || type.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter => parameter.Name == name))
            || type.ContainingNamespace.GetMembers(name).Any(member => member is INamespaceSymbol));
    }

    private static bool IsOfFramework(INamedTypeSymbol type) =>
        type.Locations.All(location => !location.IsInSource)
        && (type.ContainingAssembly is not { Name: var assembly }
            || assembly is "AdapterKit" or "TorchSharp"
            || assembly.StartsWith("System.", StringComparison.Ordinal));
}
