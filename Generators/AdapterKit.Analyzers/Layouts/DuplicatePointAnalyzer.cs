using System.Collections.Generic;
using System.Linq;
using AdapterKit.Generators;

namespace AdapterKit.Analyzers;

/// <summary>Reports two insertion points of one name, or whose generated methods would have one name.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DuplicatePointAnalyzer() : LayerAnalyzer(LayerDescriptors.DuplicatePoint)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType layer, IReadOnlyList<LayerPoint> points)
    {
        foreach (var group in points.GroupBy(point => Words.Title(point.Name)))
        {
            foreach (var second in group.Skip(1))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    LayerDescriptors.DuplicatePoint, second.Attribute.Place(0), second.Name, group.First().Name));
            }
        }
    }
}
