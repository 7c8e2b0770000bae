using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports a fusion with fewer than two members, a repeated member, itself as a member, or a variant beside it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FuseAnalyzer() : TaskAnalyzer(
    TaskDescriptors.TooFewMembers, TaskDescriptors.DuplicateMember, TaskDescriptors.FusesItself, TaskDescriptors.FusedVariant)
{
    private protected override void AnalyzeTask(SymbolAnalysisContext context, KnownTypes known, DeclaredType task)
    {
        if (task.Symbol.FindAttribute(known.FuseAttribute) is not { } attribute)
            return;

        var members = attribute.GetTexts();
        if (members.Count < 2)
            context.ReportDiagnostic(Diagnostic.Create(TaskDescriptors.TooFewMembers, attribute.GetLocation(), task.Name));

        if (task.Symbol.BaseType is { IsGenericType: true, BaseType.Name: var plain }
            && TaskVariant.Find(task.Symbol, known) is { } variant
            && !DeclaredAdapter.FindAll(task.Symbol, known).Any())
        {
            context.ReportDiagnostic(Diagnostic.Create(
                TaskDescriptors.FusedVariant, task.Location, task.Name, variant.Name, plain));
        }

        for (var i = 0; i < members.Count; i++)
        {
            if (members[i] == task.Id)
                context.ReportDiagnostic(Diagnostic.Create(TaskDescriptors.FusesItself, attribute.GetTextLocation(i), task.Name));
            else if (members.Take(i).Contains(members[i]))
                context.ReportDiagnostic(Diagnostic.Create(TaskDescriptors.DuplicateMember, attribute.GetTextLocation(i), members[i]));
        }
    }
}
