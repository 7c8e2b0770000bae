using System.Linq;
using AdapterKit.Generators;

namespace AdapterKit.Analyzers;

/// <summary>Reports a declared class whose namespace has a type of a name that its generated half needs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TakenNameAnalyzer() : DeclaredTypeAnalyzer(DeclarationDescriptors.NameTaken)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        var used = type.Family switch
        {
            Family.Variant when type.Fields.Any(field => field.Has(known.DownAttribute) || field.Has(known.UpAttribute)) => UsedTypes.Bottlenecks,
            Family.Variant => UsedTypes.Variants,
            Family.Layer => UsedTypes.Layers,
            _ => UsedTypes.Plugins.Concat(type.Symbol.Has(known.FuseAttribute) ? UsedTypes.Fusions : UsedTypes.Tasks),
        };
        if (UsedTypes.TakenIn(type.Symbol.ContainingNamespace, used) is { } taken)
            context.ReportDiagnostic(Diagnostic.Create(DeclarationDescriptors.NameTaken, type.Location, type.Name, taken));
    }
}
