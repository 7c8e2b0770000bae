using Microsoft.CodeAnalysis.Operations;

namespace AdapterKit.Analyzers;

/// <summary>Reports a parameter or module that is put into a second place.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SharedComponentAnalyzer() : DeclaredBodyAnalyzer(TorchDescriptors.Shared, OperationKind.SimpleAssignment)
{
    private protected override void Analyze(OperationAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        var assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is IFieldReferenceOperation or IPropertyReferenceOperation
            && Unconverted(assignment.Value) is (IFieldReferenceOperation or IPropertyReferenceOperation) and { Type: { } held } value
            && known.IsComponent(held))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                TorchDescriptors.Shared, assignment.Syntax.GetLocation(),
                assignment.Target.Syntax.ToString(), Component.Kind(held, known), value.Syntax.ToString()));
        }
    }

    private static IOperation Unconverted(IOperation value) => value is IConversionOperation conversion ? Unconverted(conversion.Operand) : value;
}
