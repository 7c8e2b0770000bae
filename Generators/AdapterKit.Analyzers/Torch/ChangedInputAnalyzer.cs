using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Operations;

namespace AdapterKit.Analyzers;

/// <summary>Reports in-place operations on the input of a module, and code that disposes of it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ChangedInputAnalyzer() : DeclaredBodyAnalyzer(
    TorchDescriptors.ChangesInput,
    OperationKind.Invocation, OperationKind.SimpleAssignment, OperationKind.Using, OperationKind.UsingDeclaration)
{
    private static readonly string[] Methods = ["Delta", "Apply", "forward"];

    private protected override void Analyze(OperationAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (context.ContainingSymbol is not IMethodSymbol { IsOverride: true, Name: var method } || !Methods.Contains(method))
            return;

        foreach (var (value, verb) in FindUses(context.Operation, known))
        {
            if (value?.WithoutConversions() is IParameterReferenceOperation input
                && input.Type?.DerivesFrom(known.Tensor) == true
                && !ReturnedInputAnalyzer.IsReplacedBefore(input))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    TorchDescriptors.ChangesInput, input.Syntax.GetLocation(), method, verb, input.Parameter.Name));
            }
        }
    }

    private static IEnumerable<(IOperation? Value, string Verb)> FindUses(IOperation operation, KnownTypes known) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "Dispose" } call => [(call.Instance, "disposes of")],
        IInvocationOperation call when InPlaceUsingAnalyzer.IsInPlace(call, known) && !IsDisposed(call) => [(call.Instance, "changes")],
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true } element } =>
            [(element.Instance, "changes")],
        IUsingOperation or IUsingDeclarationOperation =>
            InPlaceUsingAnalyzer.GetResources(operation).Select(resource => (resource, "disposes of")),
        _ => [],
    };

    // Another analyzer reports a 'using' of the result.
    private static bool IsDisposed(IOperation call)
    {
        for (var current = call.Parent; current is not null and not IBlockOperation; current = current.Parent)
        {
            if (current is IUsingOperation or IUsingDeclarationOperation)
                return true;
        }

        return false;
    }
}
