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
        var withNorm = points.Where(point => point.Attribute.GetName("Norm") is not null);
        foreach (var sharing in withNorm.GroupBy(point => point.Attribute.GetName("Norm")))
        {
            var first = sharing.First();
            foreach (var second in sharing.Skip(1))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    LayerDescriptors.SharedNorm, second.Attribute.GetLocation("Norm"), sharing.Key, first.Name, second.Name));
            }
        }
    }
}
