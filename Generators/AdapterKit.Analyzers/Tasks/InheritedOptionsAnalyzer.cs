using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports options in the base class of a task that declares none itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InheritedOptionsAnalyzer() : TaskAnalyzer(TaskDescriptors.InheritedOptions)
{
    private protected override void AnalyzeTask(SymbolAnalysisContext context, KnownTypes known, DeclaredType task)
    {
        if (FindOptions(task.Symbol, known) is not null)
            return;

        for (var ancestor = task.Symbol.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (FindOptions(ancestor, known) is { } ignored)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    TaskDescriptors.InheritedOptions, task.Location, ignored.Name, ancestor.Name, task.Name));
            }
        }
    }

    private static ISymbol? FindOptions(INamedTypeSymbol type, KnownTypes known) =>
        type.GetMembers().FirstOrDefault(member => member.Has(known.OptionsAttribute));
}
