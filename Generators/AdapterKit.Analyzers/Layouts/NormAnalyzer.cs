using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports an invalid norm of an insertion point.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NormAnalyzer() : LayerAnalyzer(LayerDescriptors.NormNotFound, LayerDescriptors.NotANorm)
{
    private protected override void AnalyzeLayer(
        SymbolAnalysisContext context, KnownTypes known, DeclaredType layer, IReadOnlyList<LayerPoint> points)
    {
        foreach (var point in points)
        {
            foreach (var (argument, norm) in point.Norms)
                Check(context, known, layer, norm, point.Attribute.GetLocation(argument));
        }
    }

    private static void Check(SymbolAnalysisContext context, KnownTypes known, DeclaredType layer, string norm, Location location)
    {
        if (layer.Symbol.FindValueMember(norm) is { } member)
        {
            if (!known.IsNorm(member.Type))
                context.ReportDiagnostic(Diagnostic.Create(LayerDescriptors.NotANorm, location, norm, member.Type.Name));

            return;
        }

        var norms = layer.Fields.Where(candidate => known.IsNorm(candidate.Type)).Select(candidate => candidate.Name);
        var nearest = Nearest.Find(norm, norms);
        context.ReportDiagnostic(Diagnostic.Create(
            LayerDescriptors.NormNotFound, location, Nearest.ToProperties(nearest), layer.Name, norm, Nearest.ToQuestion(nearest)));
    }
}
