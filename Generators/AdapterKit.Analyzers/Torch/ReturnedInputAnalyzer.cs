using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Operations;

namespace AdapterKit.Analyzers;

/// <summary>Reports public and overriding methods that return their input tensor.</summary>
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

        foreach (var input in GetResults(value).OfType<IParameterReferenceOperation>().Where(input => !IsReplacedBefore(input)))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                TorchDescriptors.ReturnsInput, input.Syntax.GetLocation(), method.Name, input.Parameter.Name));
        }
    }

    private static IEnumerable<IOperation> GetResults(IOperation value) => value switch
    {
        IConversionOperation conversion => GetResults(conversion.Operand),
        IParenthesizedOperation parenthesized => GetResults(parenthesized.Operand),
        IConditionalOperation { WhenFalse: { } otherwise } conditional => GetResults(conditional.WhenTrue).Concat(GetResults(otherwise)),
        ICoalesceOperation coalesce => GetResults(coalesce.Value).Concat(GetResults(coalesce.WhenNull)),
        ISwitchExpressionOperation switched => switched.Arms.SelectMany(arm => GetResults(arm.Value)),
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

    /// <summary>Whether an earlier statement assigned another tensor to the parameter: <c>h = attention.call(h); return h;</c></summary>
    internal static bool IsReplacedBefore(IParameterReferenceOperation input)
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
