using System;
using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Warns about labels that look like others, or that have white space at an end.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConfusableLabelAnalyzer() : TaskAnalyzer(TaskDescriptors.ConfusableLabel)
{
    private protected override void AnalyzeTask(SymbolAnalysisContext context, KnownTypes known, DeclaredType task)
    {
        if (task.Symbol.FindAttribute(known.LabelsAttribute) is not { } attribute)
            return;

        var labels = attribute.GetTexts();
        for (var i = 0; i < labels.Count; i++)
        {
            if (FindReason(labels[i], labels.Take(i)) is { } reason)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    TaskDescriptors.ConfusableLabel, attribute.GetTextLocation(i), Names.ToPrintable(labels[i]), reason));
            }
        }
    }

    private static string? FindReason(string label, IEnumerable<string> earlier)
    {
        var trimmed = label.Trim();
        if (trimmed.Length == 0)
            return null;

        if (trimmed != label)
            return "begins or ends with white space";

        var same = earlier.FirstOrDefault(other => string.Equals(other, label, StringComparison.OrdinalIgnoreCase));
        return same is null || same == label ? null : $"differs from '{Names.ToPrintable(same)}' in case alone";
    }
}
