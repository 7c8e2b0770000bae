using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Asks whether the compiler can write a layer's <c>forward</c>, and in which order.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ForwardAnalyzer() : LayerAnalyzer(LayerDescriptors.OrderAmbiguous, LayerDescriptors.ForwardMissing)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType layer, IReadOnlyList<LayerPoint> points)
    {
        if (layer.Method("forward") is not null)
            return;

        if (Obstacle(layer, known, points) is { } obstacle)
            context.ReportDiagnostic(Diagnostic.Create(LayerDescriptors.ForwardMissing, layer.Location, layer.Name, obstacle));

        var sublayers = points.Select(point => point.Member).OfType<IFieldSymbol>().ToList();
        foreach (var stray in sublayers.Where(field => PartOf(field) != PartOf(sublayers[0])))
            context.ReportDiagnostic(Diagnostic.Create(LayerDescriptors.OrderAmbiguous, stray.Place(), stray.Name, layer.Name));
    }

    private static string? Obstacle(DeclaredType layer, KnownTypes known, IReadOnlyList<LayerPoint> points) =>
        points.FirstOrDefault(point => point.Member is IMethodSymbol) is { } method
            ? $"its insertion point '{method.Name}' is a method, which the compiler would not know where to call"
            : layer.Fields.Any(field => field.Has(known.SublayerAttribute) || field.Has(known.PointAttribute)) ? null
            : "it has no [Sublayer] that the compiler could run";

    private static TypeDeclarationSyntax? PartOf(IFieldSymbol field) =>
        field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax().FirstAncestorOrSelf<TypeDeclarationSyntax>();
}
