using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Looks at a task's labels: at least two, each with a name of its own.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LabelsAnalyzer() : TaskAnalyzer(
    TaskDescriptors.LabelsMissing, TaskDescriptors.TooFewLabels, TaskDescriptors.RepeatedLabel, TaskDescriptors.EmptyLabel)
{
    private protected override void AnalyzeTask(SymbolAnalysisContext context, KnownTypes known, DeclaredType task)
    {
        if (task.Symbol.Attribute(known.LabelsAttribute) is not { } attribute)
        {
            if (Classifies(task.Symbol))
                context.ReportDiagnostic(Diagnostic.Create(TaskDescriptors.LabelsMissing, task.Location, task.Name));

            return;
        }

        var labels = attribute.Texts();
        if (labels.Count < 2)
            context.ReportDiagnostic(Diagnostic.Create(TaskDescriptors.TooFewLabels, attribute.Place(), task.Name));

        for (var i = 0; i < labels.Count; i++)
        {
            if (labels[i].Trim().Length == 0)
                context.ReportDiagnostic(Diagnostic.Create(TaskDescriptors.EmptyLabel, attribute.PlaceOfText(i), task.Name));
            else if (labels.Take(i).Contains(labels[i]))
                context.ReportDiagnostic(Diagnostic.Create(TaskDescriptors.RepeatedLabel, attribute.PlaceOfText(i), labels[i]));
        }
    }

    private static bool Classifies(INamedTypeSymbol task)
    {
        for (var current = task.BaseType; current is not null; current = current.BaseType)
        {
            if (current is { Name: "ClassificationTask", ContainingNamespace.Name: "AdapterKit" })
                return true;
        }

        return false;
    }
}
