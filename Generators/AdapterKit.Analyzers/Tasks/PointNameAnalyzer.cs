using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports insertion points that the backbone of a task does not have, if its layout is known.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PointNameAnalyzer() : TaskAnalyzer(TaskDescriptors.UnknownPoint)
{
    private protected override void AnalyzeTask(SymbolAnalysisContext context, KnownTypes known, DeclaredType task)
    {
        var named = FindPoints(task, known).ToList();
        if (named.Count == 0
            || task.Attribute.GetText("Backbone") is not { } backbone
            || BackboneLayout.Find(backbone, context.Compilation, known) is not { Points.Count: > 0 } layout)
            return;

        foreach (var (point, location) in named.Where(found => !layout.Points.Contains(found.Point)))
        {
            var nearest = Nearest.Find(point, layout.Points);
            context.ReportDiagnostic(Diagnostic.Create(
                TaskDescriptors.UnknownPoint, location, Nearest.ToProperties(nearest),
                backbone, point, nearest is null ? "." : Nearest.ToQuestion(nearest), string.Join(", ", layout.Points)));
        }
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
            var points = placement.NamedArguments.FirstOrDefault(argument => argument.Key == "Points").Value.GetTexts();
            for (var i = 0; i < points.Count; i++)
                yield return (points[i], placement.GetTextLocation("Points", i));
        }
    }
}
