using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports a norm that belongs to two insertion points.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SharedNormAnalyzer() : LayerAnalyzer(LayerDescriptors.SharedNorm)
{
    private protected override void AnalyzeLayer(
        SymbolAnalysisContext context, KnownTypes known, DeclaredType layer, IReadOnlyList<LayerPoint> points)
    {
        var norms = points.SelectMany(point => point.Norms.Select(norm => (Point: point, norm.Argument, norm.Norm)));
        foreach (var sharing in norms.GroupBy(use => use.Norm))
        {
            var first = sharing.First().Point;
            foreach (var (second, argument, norm) in sharing.Skip(1))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    LayerDescriptors.SharedNorm, second.Attribute.GetLocation(argument), norm, first.Name, second.Name));
            }
        }
    }
}
