using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports insertion points that a placement names twice.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RepeatedPointAnalyzer() : TaskAnalyzer(TaskDescriptors.RepeatedPoint)
{
    private protected override void AnalyzeTask(SymbolAnalysisContext context, KnownTypes known, DeclaredType task)
    {
        if (task.Symbol.FindAttribute(known.PlacementAttribute) is not { } placement)
            return;

        var points = placement.NamedArguments.FirstOrDefault(argument => argument.Key == "Points").Value.GetTexts();
        for (var i = 0; i < points.Count; i++)
        {
            if (points.Take(i).Contains(points[i]))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    TaskDescriptors.RepeatedPoint, placement.GetTextLocation("Points", i), points[i]));
            }
        }
    }
}
