using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Operations;

namespace AdapterKit.Analyzers;

/// <summary>Counts the calls of insertion points in a hand-written <c>forward</c>: each once on every way through it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PointCallAnalyzer() : DeclarationAnalyzer(LayerDescriptors.PointNeverCalled, LayerDescriptors.PointCalledTwice)
{
    private protected override void Start(CompilationStartAnalysisContext context, KnownTypes known) => context.RegisterSymbolStartAction(
        start =>
        {
            if (known.Declared((INamedTypeSymbol)start.Symbol) is { Family: Family.Layer } layer && layer.Method("forward") is not null)
                Count(start, layer, LayerPoint.Of(layer, known).Where(point => CanBeCalled(point, known)).ToList());
        },
        SymbolKind.NamedType);

    private static void Count(SymbolStartAnalysisContext context, DeclaredType layer, List<LayerPoint> points)
    {
        var called = new ConcurrentDictionary<string, bool>();
        context.RegisterOperationAction(
            operation => called.TryAdd(MethodOf(operation.Operation).Name, true), OperationKind.Invocation, OperationKind.MethodReference);
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
                    LayerDescriptors.PointNeverCalled, point.Member.Place(), point.Method, point.Name));
            }
        });
    }

    /// <summary>A method of another signature has its own diagnostic, and calls of it need not even compile.</summary>
    private static bool CanBeCalled(LayerPoint point, KnownTypes known) =>
        point.Member is not IMethodSymbol method || LayerPoint.Fits(method, known);

    private static IMethodSymbol MethodOf(IOperation operation) => operation is IInvocationOperation invocation
        ? invocation.TargetMethod
        : ((IMethodReferenceOperation)operation).Method;

    private static void ReportRepeats(OperationBlockAnalysisContext context, DeclaredType layer, List<LayerPoint> points)
    {
        var ways = context.OperationBlocks.Select(block => new ForwardWays(context.GetControlFlowGraph(block))).ToList();
        foreach (var point in points)
        {
            foreach (var repeat in ways.SelectMany(way => way.Repeats(method =>
                method.Name == point.Method && SymbolEqualityComparer.Default.Equals(method.ContainingType, layer.Symbol))))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    LayerDescriptors.PointCalledTwice, repeat.Syntax.GetLocation(), point.Method, point.Name));
            }
        }
    }
}
