using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Looks at the tasks that a task fuses: at least two, each once, and not itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FuseAnalyzer() : TaskAnalyzer(TaskDescriptors.TooFewFused, TaskDescriptors.FusedTwice, TaskDescriptors.FusesItself)
{
    private protected override void AnalyzeTask(SymbolAnalysisContext context, KnownTypes known, DeclaredType task)
    {
        if (task.Symbol.Attribute(known.FuseAttribute) is not { } attribute)
            return;

        var members = attribute.Texts();
        if (members.Count < 2)
            context.ReportDiagnostic(Diagnostic.Create(TaskDescriptors.TooFewFused, attribute.Place(), task.Name));

        for (var i = 0; i < members.Count; i++)
        {
            if (members[i] == task.Id)
                context.ReportDiagnostic(Diagnostic.Create(TaskDescriptors.FusesItself, attribute.PlaceOfText(i), task.Name));
            else if (members.Take(i).Contains(members[i]))
                context.ReportDiagnostic(Diagnostic.Create(TaskDescriptors.FusedTwice, attribute.PlaceOfText(i), members[i]));
        }
    }
}
