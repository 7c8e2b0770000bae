using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Looks for the insertion points that a task names, where the layout of its backbone is known.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PointNameAnalyzer() : TaskAnalyzer(TaskDescriptors.UnknownPoint)
{
    private protected override void AnalyzeTask(SymbolAnalysisContext context, KnownTypes known, DeclaredType task)
    {
        var named = PointsOf(task, known).ToList();
        if (named.Count == 0
            || task.Attribute.Text("Backbone") is not { } backbone
            || BackboneLayout.Of(backbone, context.Compilation, known) is not { Points.Count: > 0 } layout)
            return;

        foreach (var (point, place) in named.Where(found => !layout.Points.Contains(found.Point)))
        {
            var nearest = Nearest.To(point, layout.Points);
            context.ReportDiagnostic(Diagnostic.Create(
                TaskDescriptors.UnknownPoint, place, Nearest.Properties(nearest),
                backbone, point, nearest is null ? "." : Nearest.Question(nearest), string.Join(", ", layout.Points)));
        }
    }

    private static IEnumerable<(string Point, Location Place)> PointsOf(DeclaredType task, KnownTypes known)
    {
        foreach (var drop in task.Symbol.GetAttributes().Where(attribute => attribute.AttributeClass?.Is(known.DropAttribute) == true))
        {
            if (drop.Text("Point") is { } point)
                yield return (point, drop.Place("Point"));
        }

        if (task.Symbol.Attribute(known.PlacementAttribute) is { } placement)
        {
            var points = placement.NamedArguments.FirstOrDefault(argument => argument.Key == "Points").Value.Texts();
            for (var i = 0; i < points.Count; i++)
                yield return (points[i], placement.PlaceOfText("Points", i));
        }
    }
}
