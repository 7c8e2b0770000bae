using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports a layer whose <c>forward</c> cannot be generated, or only in an order that depends on files.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ForwardAnalyzer() : LayerAnalyzer(LayerDescriptors.OrderAmbiguous, LayerDescriptors.ForwardMissing)
{
    private protected override void AnalyzeLayer(
        SymbolAnalysisContext context, KnownTypes known, DeclaredType layer, IReadOnlyList<LayerPoint> points)
    {
        if (layer.FindMethod("forward") is not null)
            return;

        if (FindReason(layer, known, points) is { } reason)
            context.ReportDiagnostic(Diagnostic.Create(LayerDescriptors.ForwardMissing, layer.Location, layer.Name, reason));

        var sublayers = points.Select(point => point.Member).OfType<IFieldSymbol>().ToList();
        foreach (var stray in sublayers.Where(field => GetPart(field) != GetPart(sublayers[0])))
            context.ReportDiagnostic(Diagnostic.Create(LayerDescriptors.OrderAmbiguous, stray.GetLocation(), stray.Name, layer.Name));
    }

    /// <summary>Returns why <c>forward</c> cannot be generated; <c>null</c> if it can.</summary>
    private static string? FindReason(DeclaredType layer, KnownTypes known, IReadOnlyList<LayerPoint> points)
    {
        if (points.FirstOrDefault(point => point.Member is IMethodSymbol) is { } method)
            return $"its insertion point '{method.Name}' is a method, and the generator cannot know where to call it";

        var hasSublayers = layer.Fields.Any(field => field.Has(known.SublayerAttribute) || field.Has(known.PointAttribute));
        return hasSublayers ? null : "it has no [Sublayer] for the generator to run";
    }

    private static TypeDeclarationSyntax? GetPart(IFieldSymbol field) =>
        field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax().FirstAncestorOrSelf<TypeDeclarationSyntax>();
}
