using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdapterKit.Analyzers;

/// <summary>The ways through a method, a loop counted as running once.</summary>
internal sealed class ForwardWays(ControlFlowGraph graph)
{
    /// <summary>The calls of a method that come after another one on the same way.</summary>
    public IEnumerable<IInvocationOperation> Repeats(Func<IMethodSymbol, bool> isMeant)
    {
        var calls = graph.Blocks
            .SelectMany(block => OperationsOf(block).Select(call => (Block: block, Call: call)))
            .Where(found => isMeant(found.Call.TargetMethod))
            .OrderBy(found => found.Call.Syntax.SpanStart)
            .ToList();
        return calls.Where((later, index) => calls.Take(index).Any(earlier => Leads(earlier.Block, later.Block))).Select(found => found.Call);
    }

    private static IEnumerable<IInvocationOperation> OperationsOf(BasicBlock block)
    {
        IEnumerable<IOperation> roots = block.BranchValue is { } value ? block.Operations.Concat([value]) : block.Operations;
        return roots.SelectMany(root => root.DescendantsAndSelf()).OfType<IInvocationOperation>();
    }

    // Blocks are numbered in the order of the text: a step to a lower number is the end of a loop's body.
    private static bool Leads(BasicBlock from, BasicBlock to)
    {
        var reached = new HashSet<int> { from.Ordinal };
        var open = new Queue<BasicBlock>([from]);
        while (open.Count > 0)
        {
            var block = open.Dequeue();
            foreach (var next in new[] { block.FallThroughSuccessor?.Destination, block.ConditionalSuccessor?.Destination })
            {
                if (next is not null && next.Ordinal > block.Ordinal && reached.Add(next.Ordinal))
                    open.Enqueue(next);
            }
        }

        return reached.Contains(to.Ordinal);
    }
}
