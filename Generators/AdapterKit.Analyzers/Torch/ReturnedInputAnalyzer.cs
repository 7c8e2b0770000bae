using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Operations;

namespace AdapterKit.Analyzers;

/// <summary>Reports public and overriding members that return the very tensor that they were given.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReturnedInputAnalyzer() : DeclaredBodyAnalyzer(TorchDescriptors.ReturnsInput, OperationKind.Return)
{
    private protected override void Analyze(OperationAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        var operation = (IReturnOperation)context.Operation;
        if (operation.ReturnedValue is not { } value
            || context.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method
            || (!method.IsOverride && method.DeclaredAccessibility != Accessibility.Public)
            || !method.ReturnType.DerivesFrom(known.Tensor)
            || IsInFunction(operation))
            return;

        foreach (var input in Results(value).OfType<IParameterReferenceOperation>().Where(input => !IsReplacedBefore(input)))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                TorchDescriptors.ReturnsInput, input.Syntax.GetLocation(), method.Name, input.Parameter.Name));
        }
    }

    private static IEnumerable<IOperation> Results(IOperation value) => value switch
    {
        IConversionOperation conversion => Results(conversion.Operand),
        IParenthesizedOperation parenthesized => Results(parenthesized.Operand),
        IConditionalOperation { WhenFalse: { } otherwise } conditional => Results(conditional.WhenTrue).Concat(Results(otherwise)),
        ICoalesceOperation coalesce => Results(coalesce.Value).Concat(Results(coalesce.WhenNull)),
        ISwitchExpressionOperation switched => switched.Arms.SelectMany(arm => Results(arm.Value)),
        _ => [value],
    };

    private static bool IsInFunction(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return true;
        }

        return false;
    }

    /// <summary>Whether the parameter holds another tensor by then: <c>h = attention.call(h); return h;</c></summary>
    private static bool IsReplacedBefore(IParameterReferenceOperation input)
    {
        IOperation root = input;
        while (root.Parent is { } parent)
            root = parent;

        return root.Descendants().OfType<IAssignmentOperation>().Any(assignment =>
            assignment.Syntax.SpanStart < input.Syntax.SpanStart
            && assignment.Target.DescendantsAndSelf().OfType<IParameterReferenceOperation>().Any(
                target => SymbolEqualityComparer.Default.Equals(target.Parameter, input.Parameter)));
    }
}
