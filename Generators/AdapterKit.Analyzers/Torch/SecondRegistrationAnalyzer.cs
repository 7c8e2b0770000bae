using Microsoft.CodeAnalysis.Operations;

namespace AdapterKit.Analyzers;

/// <summary>Reports manual registrations of components that the generator registers.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SecondRegistrationAnalyzer() : DeclaredBodyAnalyzer(TorchDescriptors.NameMismatch, OperationKind.Invocation)
{
    private protected override void Analyze(OperationAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (type.Kind != DeclarationKind.Task
            && context.Operation is IInvocationOperation call
            && call.TargetMethod.Name is "register_module" or "register_parameter" or "register_buffer"
            && call.Arguments is [var name, var component, ..]
            && name.Value.ConstantValue.Value is string text
            && component.Value.WithoutConversions() is IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field: var field })
        {
            context.ReportDiagnostic(Diagnostic.Create(
                TorchDescriptors.NameMismatch, context.Operation.Syntax.GetLocation(), field.Name, Component.GetKey(field), text));
        }
    }
}
