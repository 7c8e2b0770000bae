using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports a task with missing, too few, repeated or empty labels.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LabelsAnalyzer() : TaskAnalyzer(
    TaskDescriptors.LabelsMissing, TaskDescriptors.TooFewLabels, TaskDescriptors.RepeatedLabel, TaskDescriptors.EmptyLabel)
{
    private static readonly string[] Labeled =
        ["ClassificationTask", "ImageClassificationTask", "MultiLabelTask", "PairTask", "TaggingTask"];

    private protected override void AnalyzeTask(SymbolAnalysisContext context, KnownTypes known, DeclaredType task)
    {
        if (task.Symbol.FindAttribute(known.LabelsAttribute) is not { } attribute)
        {
            if (NeedsLabels(task.Symbol))
                context.ReportDiagnostic(Diagnostic.Create(TaskDescriptors.LabelsMissing, task.Location, task.Name));

            return;
        }

        var labels = attribute.GetTexts();
        if (labels.Count < 2)
            context.ReportDiagnostic(Diagnostic.Create(TaskDescriptors.TooFewLabels, attribute.GetLocation(), task.Name));

        for (var i = 0; i < labels.Count; i++)
        {
            if (labels[i].Trim().Length == 0)
                context.ReportDiagnostic(Diagnostic.Create(TaskDescriptors.EmptyLabel, attribute.GetTextLocation(i), task.Name));
            else if (labels.Take(i).Contains(labels[i]))
                context.ReportDiagnostic(Diagnostic.Create(
                    TaskDescriptors.RepeatedLabel, attribute.GetTextLocation(i), Names.ToPrintable(labels[i])));
        }
    }

    private static bool NeedsLabels(INamedTypeSymbol task)
    {
        for (var current = task.BaseType; current is not null; current = current.BaseType)
        {
            if (current.ContainingNamespace.Name == "AdapterKit" && Labeled.Contains(current.Name))
                return true;
        }

        return false;
    }
}
