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
        if (TaskVariant.Of(task.Symbol, known) is not { } variant
            || TaskVariant.ConstructorOf(variant, known) is not { Parameters: [_, { Type: var wanted }] }
            || TypeOf(member) is not { TypeKind: not TypeKind.Error } type)
            return;

        if (!SymbolEqualityComparer.Default.Equals(type, wanted))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                TaskDescriptors.WrongOptions, member.Place(), Nearest.Properties(wanted.Name), member.Name, type.Name, variant.Name, wanted.Name));
        }
    }

    private static ITypeSymbol? TypeOf(ISymbol member) => (member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type;
}
