using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports modules and parameters in the fields of a task, which nothing registers.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TaskModuleAnalyzer() : TaskAnalyzer(TorchDescriptors.TaskHoldsModule)
{
    private protected override void AnalyzeTask(SymbolAnalysisContext context, KnownTypes known, DeclaredType task)
    {
        var fields = task.Symbol.GetMembers().OfType<IFieldSymbol>();
        foreach (var field in fields.Where(field => !field.IsStatic && known.IsComponent(field.Type)))
        {
            var holder = field.AssociatedSymbol ?? field;
            context.ReportDiagnostic(Diagnostic.Create(
                TorchDescriptors.TaskHoldsModule, holder.GetLocation(), holder.Name, Component.GetNoun(field.Type, known)));
        }
    }
}
