using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports insertion points and products that the backbone of a task does not have, if its layout is known.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PointNameAnalyzer() : TaskAnalyzer(TaskDescriptors.UnknownPoint)
{
    private protected override void AnalyzeTask(SymbolAnalysisContext context, KnownTypes known, DeclaredType task)
    {
        if (task.Attribute.GetText("Backbone") is not { } backbone
            || known.FindLayout(backbone) is not { } layout)
            return;

        var adapters = DeclaredAdapter.FindAll(task.Symbol, known).ToList();
        var variants = adapters.Count > 0 ? adapters.Select(adapter => (INamedTypeSymbol?)adapter.Variant).ToList()
            : [TaskVariant.Find(task.Symbol, known)];
        foreach (var (point, location) in FindPoints(task, known))
            Check(variants, point, location);

        foreach (var adapter in adapters)
        {
            for (var i = 0; i < adapter.On.Count; i++)
                Check([adapter.Variant], adapter.On[i], adapter.Attribute.GetTextLocation("On", i));
        }

        void Check(IReadOnlyList<INamedTypeSymbol?> variants, string point, Location location)
        {
            var kinds = variants.Select(variant => GetPlaces(layout, known, variant)).ToList();
            if (kinds.Any(kind => kind.Places.Count == 0 || kind.Places.Contains(point)))
                return;

            var (places, noun) = kinds[0];
            var nearest = Nearest.Find(point, places);
            context.ReportDiagnostic(Diagnostic.Create(
                TaskDescriptors.UnknownPoint, location, Nearest.ToProperties(nearest),
                backbone, point, nearest is null ? "." : Nearest.ToQuestion(nearest), string.Join(", ", places), noun));
        }
    }

    // The name of the place in every backbone.
    private static readonly string[] Entries = ["embeddings"];

    private static (IReadOnlyList<string> Places, string Noun) GetPlaces(BackboneLayout layout, KnownTypes known, INamedTypeSymbol? variant)
    {
        if (variant?.DerivesFrom(known.ProjectionAdapter) == true)
            return (layout.Products, "product");

        if (variant?.DerivesFrom(known.EntryAdapter) == true)
            return (Entries, "place for adapters at the embedded tokens");

        return variant?.DerivesFrom(known.MemoryAdapter) == true ? (layout.Memories, "attention") : (layout.Points, "insertion point");
    }

    private static IEnumerable<(string Point, Location Location)> FindPoints(DeclaredType task, KnownTypes known)
    {
        foreach (var drop in task.Symbol.GetAttributes().Where(attribute => attribute.AttributeClass?.Is(known.DropAttribute) == true))
        {
            if (drop.GetText("Point") is { } point)
                yield return (point, drop.GetLocation("Point"));
        }

        if (task.Symbol.FindAttribute(known.PlacementAttribute) is { } placement)
        {
            var points = placement.GetTexts("Points");
            for (var i = 0; i < points.Count; i++)
                yield return (points[i], placement.GetTextLocation("Points", i));
        }
    }
}
