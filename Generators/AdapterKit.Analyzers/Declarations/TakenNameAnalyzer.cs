using System.Linq;
using AdapterKit.Generators;

namespace AdapterKit.Analyzers;

/// <summary>Reports a declared class whose namespace reuses a type name that generated code needs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TakenNameAnalyzer() : DeclaredTypeAnalyzer(DeclarationDescriptors.NameTaken)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        var used = type.Kind switch
        {
            DeclarationKind.Variant => DeclaresBottleneck(known, type) ? UsedTypes.Bottlenecks : UsedTypes.Variants,
            DeclarationKind.Layer => UsedTypes.Layers,
            _ => UsedTypes.Plugins.Concat(type.Symbol.Has(known.FuseAttribute) ? UsedTypes.Fusions : UsedTypes.Tasks),
        };
        if (UsedTypes.FindTaken(type.Symbol.ContainingNamespace, used) is { } taken)
            context.ReportDiagnostic(Diagnostic.Create(DeclarationDescriptors.NameTaken, type.Location, type.Name, taken));
    }

    private static bool DeclaresBottleneck(KnownTypes known, DeclaredType type) =>
        type.Fields.Any(field => field.Has(known.DownAttribute) || field.Has(known.UpAttribute));
}
