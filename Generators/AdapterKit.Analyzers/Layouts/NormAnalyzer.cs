using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Looks for what <c>Norm</c> names.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NormAnalyzer() : LayerAnalyzer(LayerDescriptors.NormNamesNothing, LayerDescriptors.NormIsNoLayerNorm)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType layer, IReadOnlyList<LayerPoint> points)
    {
        foreach (var point in points)
        {
            if (point.Attribute.NameGiven("Norm") is { } norm)
                Check(context, known, layer, norm, point.Attribute.Place("Norm"));
        }
    }

    private static void Check(SymbolAnalysisContext context, KnownTypes known, DeclaredType layer, string norm, Location place)
    {
        if (layer.Symbol.ValueMember(norm) is { } member)
        {
            if (!member.Type.DerivesFrom(known.LayerNorm))
                context.ReportDiagnostic(Diagnostic.Create(LayerDescriptors.NormIsNoLayerNorm, place, norm, member.Type.Name));

            return;
        }

        var norms = layer.Fields.Where(candidate => candidate.Type.DerivesFrom(known.LayerNorm)).Select(candidate => candidate.Name);
        var nearest = Nearest.To(norm, norms);
        context.ReportDiagnostic(Diagnostic.Create(
            LayerDescriptors.NormNamesNothing, place, Nearest.Properties(nearest), layer.Name, norm, Nearest.Question(nearest)));
    }
}
