using System;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports keys that lead to no weight: on members that the compiler does not map, or not in the form of a key.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WeightEffectAnalyzer() : DeclarationAnalyzer(CheckpointDescriptors.WithoutEffect)
{
    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes known) => context.RegisterSymbolAction(
        symbol =>
        {
            if (known.FindMapped((INamedTypeSymbol)symbol.Symbol) is { } mapped)
                Analyze(symbol, known, mapped);
        },
        SymbolKind.NamedType);

    private static void Analyze(SymbolAnalysisContext context, KnownTypes known, MappedType type)
    {
        var inType = FindReason(known, type);
        foreach (var key in type.Keys)
        {
            // The whole attribute, which a fix removes, or the key alone, which another one changes.
            if ((inType ?? FindReason(known, key.Field)) is { } reason)
                Report(key, key.Attribute.GetLocation(), reason, null);
            else if (FindFlaw(known, key) is { } flaw)
                Report(key, key.Location, flaw, Clean(key.Key) is { Length: > 0 } cleaned ? cleaned : null);
        }

        void Report(WeightKey key, Location location, string reason, string? suggestion) => context.ReportDiagnostic(Diagnostic.Create(
            CheckpointDescriptors.WithoutEffect, location, Nearest.ToProperties(suggestion),
            key.Key, (key.Field.AssociatedSymbol ?? key.Field).Name, reason));
    }

    /// <summary>Returns why a class has no map; <c>null</c> if it has one. Other rules report the declared classes.</summary>
    private static string? FindReason(KnownTypes known, MappedType type)
    {
        if (type.CanHaveMap(known) || known.FindDeclaration(type.Symbol) is not null)
            return null;

        return type.Symbol.DerivesFrom(known.Module)
            ? $"'{type.Name}' is abstract; declare keys in the classes that are created"
            : $"'{type.Name}' is not a module";
    }

    private static string? FindReason(KnownTypes known, IFieldSymbol field)
    {
        if (field.IsStatic)
            return "only instance fields have keys";

        if (field.Type.TypeKind == TypeKind.Error)
            return null;

        if (!known.IsComponent(field.Type))
            return "it holds neither a module nor a Parameter";

        return field.AssociatedSymbol is null ? null : "it is an auto-property; hold the component in a field";
    }

    private static string? FindFlaw(KnownTypes known, WeightKey key)
    {
        if (key.Key.Length == 0)
            return key.Field.Type.IsMapped(known) ? null : "its key is empty";

        if (key.Key.Any(char.IsWhiteSpace))
            return "its key contains white space";

        return key.Key.Split('.').Any(segment => segment.Length == 0) ? "its key begins or ends with a dot, or has two in a row" : null;
    }

    private static string Clean(string key)
    {
        var written = new string([.. key.Where(letter => !char.IsWhiteSpace(letter))]);
        return string.Join(".", written.Split(['.'], StringSplitOptions.RemoveEmptyEntries));
    }
}
