using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Looks at the member that holds a task's options: one, static, and of the variant's own type.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TaskOptionsAnalyzer() : TaskAnalyzer(
    TaskDescriptors.OptionsNotStatic, TaskDescriptors.WrongOptions, TaskDescriptors.OptionsTwice)
{
    private protected override void AnalyzeTask(SymbolAnalysisContext context, KnownTypes known, DeclaredType task)
    {
        var marked = task.Symbol.GetMembers().Where(member => member.Has(known.OptionsAttribute)).ToList();
        foreach (var second in marked.Skip(1))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                TaskDescriptors.OptionsTwice, second.Attribute(known.OptionsAttribute)!.Place(), marked[0].Name));
        }

        if (marked is not [var first, ..])
            return;

        if (!first.IsStatic)
            context.ReportDiagnostic(Diagnostic.Create(TaskDescriptors.OptionsNotStatic, first.Place(), first.Name));

        CheckType(context, known, task, first);
    }

    private static void CheckType(SymbolAnalysisContext context, KnownTypes known, DeclaredType task, ISymbol member)
    {
        if (Wanted(known, task) is not var (taker, wanted)
            || TypeOf(member) is not { TypeKind: not TypeKind.Error } type
            || SymbolEqualityComparer.Default.Equals(type, wanted))
            return;

        context.ReportDiagnostic(Diagnostic.Create(
            TaskDescriptors.WrongOptions, member.Place(), Nearest.Properties(wanted.Name), member.Name, type.Name, taker, wanted.Name));
    }

    private static (string Taker, ITypeSymbol Type)? Wanted(KnownTypes known, DeclaredType task)
    {
        if (task.Symbol.Has(known.FuseAttribute))
            return known.FusionOptions is { } fusion ? ("a fusion", fusion) : null;

        return TaskVariant.Of(task.Symbol, known) is { } variant
            && TaskVariant.ConstructorOf(variant, known) is { Parameters: [_, { Type: var options }] }
                ? ($"variant '{variant.Name}'", options)
                : null;
    }

    private static ITypeSymbol? TypeOf(ISymbol member) => (member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type;
}
