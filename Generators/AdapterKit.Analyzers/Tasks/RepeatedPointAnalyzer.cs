using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports places that a placement or an adapter names twice.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RepeatedPointAnalyzer() : TaskAnalyzer(TaskDescriptors.RepeatedPoint)
{
    private protected override void AnalyzeTask(SymbolAnalysisContext context, KnownTypes known, DeclaredType task)
    {
        if (task.Symbol.FindAttribute(known.PlacementAttribute) is { } placement)
            Check(context, placement, "Points");

        foreach (var adapter in DeclaredAdapter.FindAll(task.Symbol, known))
            Check(context, adapter.Attribute, "On");
    }

    private static void Check(SymbolAnalysisContext context, AttributeData attribute, string argument)
    {
        var points = attribute.GetTexts(argument);
        for (var i = 0; i < points.Count; i++)
        {
            if (points.Take(i).Contains(points[i]))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    TaskDescriptors.RepeatedPoint, attribute.GetTextLocation(argument, i), points[i]));
            }
        }
    }
}
