using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports a task whose options are declared twice, not static or of the wrong type.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TaskOptionsAnalyzer() : TaskAnalyzer(
    TaskDescriptors.OptionsNotStatic, TaskDescriptors.WrongOptions, TaskDescriptors.DuplicateOptions)
{
    private protected override void AnalyzeTask(SymbolAnalysisContext context, KnownTypes known, DeclaredType task)
    {
        var marked = task.Symbol.GetMembers().Where(member => member.Has(known.OptionsAttribute)).ToList();
        foreach (var second in marked.Skip(1))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                TaskDescriptors.DuplicateOptions, second.FindAttribute(known.OptionsAttribute)!.GetLocation(), marked[0].Name));
        }

        if (marked is not [var first, ..])
            return;

        if (!first.IsStatic)
            context.ReportDiagnostic(Diagnostic.Create(TaskDescriptors.OptionsNotStatic, first.GetLocation(), first.Name));

        CheckType(context, known, task, first);
    }

    private static void CheckType(SymbolAnalysisContext context, KnownTypes known, DeclaredType task, ISymbol member)
    {
        if (FindExpected(known, task) is not var (taker, expected)
            || member.FindValueType() is not { TypeKind: not TypeKind.Error } type
            || SymbolEqualityComparer.Default.Equals(type, expected))
            return;

        context.ReportDiagnostic(Diagnostic.Create(
            TaskDescriptors.WrongOptions, member.GetLocation(), Nearest.ToProperties(expected.Name),
            member.Name, type.Name, taker, expected.Name));
    }

    private static (string Taker, ITypeSymbol Type)? FindExpected(KnownTypes known, DeclaredType task)
    {
        if (task.Symbol.Has(known.FuseAttribute))
            return known.FusionOptions is { } fusion ? ("a fusion", fusion) : null;

        return TaskVariant.Find(task.Symbol, known) is { } variant
            && TaskVariant.FindOptions(variant, known) is { } options
                ? ($"variant '{variant.Name}'", options)
                : null;
    }
}
