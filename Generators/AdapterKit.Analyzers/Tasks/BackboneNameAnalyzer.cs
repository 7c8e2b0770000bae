using System;
using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Warns about a backbone id that is probably misspelled: one or two letters differ, or its end is missing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BackboneNameAnalyzer() : TaskAnalyzer(TaskDescriptors.BackboneMisspelled)
{
    // Any other id can belong to a backbone that only the host knows.
    private const int FewEdits = 2;

    private protected override void AnalyzeTask(SymbolAnalysisContext context, KnownTypes known, DeclaredType task)
    {
        if (task.Attribute.GetText("Backbone") is not { Length: > 0 } written)
            return;

        var ids = known.BackboneIds.ToList();
        if (!ids.Contains(written) && FindMeant(written, ids) is { } nearest)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                TaskDescriptors.BackboneMisspelled, task.Attribute.GetLocation("Backbone"), Nearest.ToProperties(nearest),
                written, nearest));
        }
    }

    private static string? FindMeant(string written, IReadOnlyList<string> ids)
    {
        var nearest = Nearest.Find(written, ids);
        return nearest is not null && Nearest.CountEdits(written, nearest) <= FewEdits
            ? nearest
            : ids.FirstOrDefault(id => id.StartsWith(written + "-", StringComparison.Ordinal));
    }
}
