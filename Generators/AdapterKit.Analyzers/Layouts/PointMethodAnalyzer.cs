using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports insertion point methods without the required signature.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PointMethodAnalyzer() : LayerAnalyzer(LayerDescriptors.WrongPointMethod)
{
    private protected override void AnalyzeLayer(
        SymbolAnalysisContext context, KnownTypes known, DeclaredType layer, IReadOnlyList<LayerPoint> points)
    {
        var methods = points.Select(point => point.Member).OfType<IMethodSymbol>();
        foreach (var method in methods.Where(method => !LayerPoint.HasRequiredSignature(method, known)))
            context.ReportDiagnostic(Diagnostic.Create(LayerDescriptors.WrongPointMethod, method.GetLocation(), method.Name));
    }
}
