using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports a task without a backbone.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BackboneAnalyzer() : TaskAnalyzer(TaskDescriptors.NoBackbone)
{
    private protected override void AnalyzeTask(SymbolAnalysisContext context, KnownTypes known, DeclaredType task)
    {
        var given = task.Attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Backbone").Value;
        if (given.Kind != TypedConstantKind.Error || task.Attribute.FindValue("Backbone") is null)
        {
            if (given.Kind == TypedConstantKind.Error || given.Value is not string id || id.Trim().Length == 0)
                context.ReportDiagnostic(Diagnostic.Create(TaskDescriptors.NoBackbone, task.Attribute.GetLocation("Backbone"), task.Name));
        }
    }
}
