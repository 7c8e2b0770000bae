using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports a second activation or scaling of a bottleneck.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SecondStageAnalyzer() : DeclaredTypeAnalyzer(VariantDescriptors.SecondStage)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (type.Kind != DeclarationKind.Variant || type.FindMethod(known.GetComputation(type.Symbol)) is not null)
            return;

        Check(context, type, known.Activation, "activation");
        Check(context, type, known.Scaling, "scaling");
    }

    private static void Check(SymbolAnalysisContext context, DeclaredType type, INamedTypeSymbol? stage, string noun)
    {
        var fields = type.Fields.Where(field => field.Type.Is(stage)).ToList();
        foreach (var second in fields.Skip(1))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                VariantDescriptors.SecondStage, second.GetLocation(), second.Name, fields[0].Name, noun));
        }
    }
}
