using Microsoft.CodeAnalysis.Operations;

namespace AdapterKit.Analyzers;

/// <summary>Reports registrations by hand of what the compiler registers.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SecondRegistrationAnalyzer() : DeclaredBodyAnalyzer(TorchDescriptors.OtherName, OperationKind.Invocation)
{
    private protected override void Analyze(OperationAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (type.Family != Family.Task
            && context.Operation is IInvocationOperation { TargetMethod.Name: "register_module" or "register_parameter" or "register_buffer" } call
            && call.Arguments is [var name, var component, ..]
            && name.Value.ConstantValue.Value is string text
            && Unconverted(component.Value) is IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field: var field })
        {
            context.ReportDiagnostic(Diagnostic.Create(
                TorchDescriptors.OtherName, context.Operation.Syntax.GetLocation(), field.Name, Component.Key(field), text));
        }
    }

    private static IOperation Unconverted(IOperation value) => value is IConversionOperation conversion ? Unconverted(conversion.Operand) : value;
}
