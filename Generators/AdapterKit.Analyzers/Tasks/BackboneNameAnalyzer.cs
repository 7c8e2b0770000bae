using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Warns about a backbone id that is probably misspelled: one or two letters differ from a known id.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BackboneNameAnalyzer() : TaskAnalyzer(TaskDescriptors.BackboneMisspelled)
{
    // Any other id can belong to a backbone that only the host knows.
    private const int FewEdits = 2;

    private protected override void AnalyzeTask(SymbolAnalysisContext context, KnownTypes known, DeclaredType task)
    {
        if (task.Attribute.GetText("Backbone") is not { Length: > 0 } written)
            return;

        var ids = BackboneLayout.FindIds(context.Compilation, known).ToList();
        if (!ids.Contains(written) && Nearest.Find(written, ids) is { } nearest && Nearest.CountEdits(written, nearest) <= FewEdits)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                TaskDescriptors.BackboneMisspelled, task.Attribute.GetLocation("Backbone"), Nearest.ToProperties(nearest),
                written, nearest));
        }
    }
}
