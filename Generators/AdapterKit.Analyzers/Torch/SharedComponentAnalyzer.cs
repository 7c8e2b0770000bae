using Microsoft.CodeAnalysis.Operations;

namespace AdapterKit.Analyzers;

/// <summary>Reports a parameter or module that is assigned to a second owner.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SharedComponentAnalyzer() : DeclaredBodyAnalyzer(TorchDescriptors.SharedComponent, OperationKind.SimpleAssignment)
{
    private protected override void Analyze(OperationAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        var assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is IFieldReferenceOperation or IPropertyReferenceOperation
            && assignment.Value.WithoutConversions() is var value and (IFieldReferenceOperation or IPropertyReferenceOperation)
            && value.Type is { } held
            && known.IsComponent(held))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                TorchDescriptors.SharedComponent, assignment.Syntax.GetLocation(),
                assignment.Target.Syntax.ToString(), Component.GetNoun(held, known), value.Syntax.ToString()));
        }
    }
}
