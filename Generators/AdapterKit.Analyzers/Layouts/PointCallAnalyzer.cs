using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Operations;

namespace AdapterKit.Analyzers;

/// <summary>Reports insertion points that a handwritten <c>forward</c> never calls, or calls twice on the same path.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PointCallAnalyzer() : DeclarationAnalyzer(LayerDescriptors.PointNeverCalled, LayerDescriptors.PointCalledTwice)
{
    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes known) =>
        context.RegisterSymbolStartAction(start => StartType(start, known), SymbolKind.NamedType);

    private static void StartType(SymbolStartAnalysisContext context, KnownTypes known)
    {
        if (known.FindDeclaration((INamedTypeSymbol)context.Symbol) is { Kind: DeclarationKind.Layer } layer
            && layer.FindMethod("forward") is not null)
            CountCalls(context, layer, LayerPoint.FindAll(layer, known).Where(point => CanBeCalled(point, known)).ToList());
    }

    private static void CountCalls(SymbolStartAnalysisContext context, DeclaredType layer, List<LayerPoint> points)
    {
        var called = new ConcurrentDictionary<string, bool>();
        context.RegisterOperationAction(
            operation => called.TryAdd(GetMethod(operation.Operation).Name, true), OperationKind.Invocation, OperationKind.MethodReference);
        context.RegisterOperationBlockAction(block =>
        {
            if (block.OwningSymbol is IMethodSymbol { Name: "forward" })
                ReportRepeats(block, layer, points);
        });
        context.RegisterSymbolEndAction(end =>
        {
            foreach (var point in points.Where(point => !called.ContainsKey(point.Method)))
            {
                end.ReportDiagnostic(Diagnostic.Create(
                    LayerDescriptors.PointNeverCalled, point.Member.GetLocation(), point.Method, point.Name));
            }
        });
    }

    /// <summary>Another diagnostic reports a method with a wrong signature, whose calls may not compile.</summary>
    private static bool CanBeCalled(LayerPoint point, KnownTypes known) =>
        point.Member is not IMethodSymbol method || LayerPoint.HasRequiredSignature(method, known);

    private static IMethodSymbol GetMethod(IOperation operation) => operation is IInvocationOperation invocation
        ? invocation.TargetMethod
        : ((IMethodReferenceOperation)operation).Method;

    private static void ReportRepeats(OperationBlockAnalysisContext context, DeclaredType layer, List<LayerPoint> points)
    {
        var bodies = context.OperationBlocks.Select(block => new ControlFlowPaths(context.GetControlFlowGraph(block))).ToList();
        foreach (var point in points)
        {
            foreach (var repeat in bodies.SelectMany(body => body.FindRepeatedCalls(IsPointMethod)))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    LayerDescriptors.PointCalledTwice, repeat.Syntax.GetLocation(), point.Method, point.Name));
            }

            bool IsPointMethod(IMethodSymbol method) =>
                method.Name == point.Method && SymbolEqualityComparer.Default.Equals(method.ContainingType, layer.Symbol);
        }
    }
}
