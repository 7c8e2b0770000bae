using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Holds the methods of insertion points to their one signature.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PointMethodAnalyzer() : LayerAnalyzer(LayerDescriptors.WrongPointMethod)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType layer, IReadOnlyList<LayerPoint> points)
    {
        foreach (var method in points.Select(point => point.Member).OfType<IMethodSymbol>().Where(method => !LayerPoint.Fits(method, known)))
            context.ReportDiagnostic(Diagnostic.Create(LayerDescriptors.WrongPointMethod, method.Place(), method.Name));
    }
}
