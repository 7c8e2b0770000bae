using System.Collections.Generic;
using System.Linq;
using AdapterKit.Generators;

namespace AdapterKit.Analyzers;

/// <summary>Reports a declared class whose namespace reuses a type name that generated code needs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TakenNameAnalyzer() : CompletedTypeAnalyzer(DeclarationDescriptors.NameTaken)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, CompletedType type)
    {
        if (UsedTypes.FindTaken(type.Symbol.ContainingNamespace, GetUsed(known, type)) is { } taken)
            context.ReportDiagnostic(Diagnostic.Create(DeclarationDescriptors.NameTaken, type.Location, type.Name, taken));
    }

    private static IEnumerable<string> GetUsed(KnownTypes known, CompletedType type)
    {
        var used = type is DeclaredType declared ? GetUsed(known, declared) : [];
        if (known.FindMapped(type.Symbol) is { Keys.Count: > 0 })
            used = used.Concat(UsedTypes.Weights);

        return known.FindConfig(type.Symbol) is null ? used : used.Concat(UsedTypes.Configs);
    }

    private static IEnumerable<string> GetUsed(KnownTypes known, DeclaredType type) => type.Kind switch
    {
        DeclarationKind.Variant => DeclaresBottleneck(known, type) ? UsedTypes.Bottlenecks : UsedTypes.Variants,
        DeclarationKind.Shared => UsedTypes.SharedModules,
        DeclarationKind.Layer => UsedTypes.Layers,
        DeclarationKind.Model => UsedTypes.Backbones,
        _ => UsedTypes.Plugins
            .Concat(UsedTypes.PluginTypes)
            .Concat(
                type.Symbol.Has(known.FuseAttribute) ? UsedTypes.Fusions
                : DeclaredAdapter.FindAll(type.Symbol, known).Any() ? UsedTypes.Unions
                : UsedTypes.Tasks),
    };

    private static bool DeclaresBottleneck(KnownTypes known, DeclaredType type) =>
        type.Fields.Any(field => field.Has(known.DownAttribute) || field.Has(known.UpAttribute));
}
