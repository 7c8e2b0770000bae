using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Wonders at a backbone's id that is one or two letters away from a known one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BackboneNameAnalyzer() : TaskAnalyzer(TaskDescriptors.BackboneMisspelt)
{
    // Any other id may belong to a backbone that only the host knows.
    private const int FewEdits = 2;

    private protected override void AnalyzeTask(SymbolAnalysisContext context, KnownTypes known, DeclaredType task)
    {
        if (task.Attribute.Text("Backbone") is not { Length: > 0 } written)
            return;

        var ids = BackboneLayout.Ids(context.Compilation, known).ToList();
        if (!ids.Contains(written) && Nearest.To(written, ids) is { } nearest && Nearest.Edits(written, nearest) <= FewEdits)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                TaskDescriptors.BackboneMisspelt, task.Attribute.Place("Backbone"), Nearest.Properties(nearest), written, nearest));
        }
    }
}
