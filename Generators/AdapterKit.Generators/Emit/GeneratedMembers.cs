using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Generators;

/// <summary>The names of the members that generated code declares or calls. The analyzers use this file, too.</summary>
internal static class GeneratedMembers
{
    private const int NoMethod = -1;

    // By the number of parameters: a method may have overloads.
    private static readonly (string Name, int Parameters)[] Components =
    [
        ("componentsAreRegistered", NoMethod),
        ("RegisterComponents", 0),
        ("_toEpilog", 3),
        ("register_module", 2),
        ("register_parameter", 2),
        ("ReplaceParameter", 4),
        ("ConditionallyRegisterParameter", 2),
    ];

    /// <summary>Finds the members of a variant that are in the way.</summary>
    public static IEnumerable<Microsoft.CodeAnalysis.ISymbol> FindConflictsInVariant(
        Microsoft.CodeAnalysis.INamedTypeSymbol type, bool isBottleneck, bool initializes)
    {
        IEnumerable<(string, int)> names = [.. Components, ("Variant", NoMethod), ("ReadOptions", 1), ("WriteOptions", 2)];
        if (isBottleneck)
            names = names.Append(("AddTo", 2));

        return Find(type, initializes ? names.Append(("InitializeWeights", 0)) : names);
    }

    /// <summary>Finds the members of a shared module that are in the way.</summary>
    public static IEnumerable<Microsoft.CodeAnalysis.ISymbol> FindConflictsInShared(
        Microsoft.CodeAnalysis.INamedTypeSymbol type, bool initializes)
    {
        IEnumerable<(string, int)> names = [.. Components, ("HubNames", NoMethod), ("PeftNames", NoMethod)];
        return Find(type, initializes ? names.Append(("InitializeWeights", 0)) : names);
    }

    /// <summary>Finds the members of a layer that are in the way.</summary>
    public static IEnumerable<Microsoft.CodeAnalysis.ISymbol> FindConflictsInLayer(
        Microsoft.CodeAnalysis.INamedTypeSymbol type, IEnumerable<string> fieldPoints, IEnumerable<string> allPoints) =>
        Find(type, [
            .. Components,
            ("InsertionPoints", NoMethod),
            ("DropSwitches", NoMethod),
            ("FirstSite", NoMethod),
            .. fieldPoints.Select(point => ("After" + Words.ToPascalCase(point), 3)),
            .. allPoints.Select(point => ("Before" + Words.ToPascalCase(point), 2)),
        ]);

    /// <summary>Finds the members of a task that are in the way.</summary>
    public static IEnumerable<Microsoft.CodeAnalysis.ISymbol> FindConflictsInTask(
        Microsoft.CodeAnalysis.INamedTypeSymbol type, bool fuses)
    {
        IEnumerable<(string, int)> names = [("Declared", NoMethod), ("declared", NoMethod)];
        return Find(type, fuses ? [.. names, ("Attention", NoMethod), ("FusionAttention", 1)] : names);
    }

    /// <summary>Finds the members of a model that are in the way.</summary>
    public static IEnumerable<Microsoft.CodeAnalysis.ISymbol> FindConflictsInModel(
        Microsoft.CodeAnalysis.INamedTypeSymbol type) => Find(type, Components);

    private static IEnumerable<Microsoft.CodeAnalysis.ISymbol> Find(
        Microsoft.CodeAnalysis.INamedTypeSymbol type, IEnumerable<(string Name, int Parameters)> names) =>
        from name in names
        from member in type.GetMembers(name.Name)
        where !IsGenerated(member)
        where member is not Microsoft.CodeAnalysis.IMethodSymbol method
            || name.Parameters is NoMethod || method.Parameters.Length == name.Parameters
        select member;

    private static bool IsGenerated(Microsoft.CodeAnalysis.ISymbol member) =>
        member.IsImplicitlyDeclared
        || member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "GeneratedCodeAttribute");
}
