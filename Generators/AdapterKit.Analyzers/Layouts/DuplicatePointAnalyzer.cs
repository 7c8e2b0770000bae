using System.Collections.Generic;
using System.Linq;
using AdapterKit.Generators;

namespace AdapterKit.Analyzers;

/// <summary>Reports insertion points with the same name or the same generated method name.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DuplicatePointAnalyzer() : LayerAnalyzer(LayerDescriptors.DuplicatePoint)
{
    private protected override void AnalyzeLayer(
        SymbolAnalysisContext context, KnownTypes known, DeclaredType layer, IReadOnlyList<LayerPoint> points)
    {
        foreach (var group in points.GroupBy(point => Words.ToPascalCase(point.Name)))
        {
            foreach (var second in group.Skip(1))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    LayerDescriptors.DuplicatePoint, second.Attribute.GetLocation(0), second.Name, group.First().Name));
            }
        }
    }
}
