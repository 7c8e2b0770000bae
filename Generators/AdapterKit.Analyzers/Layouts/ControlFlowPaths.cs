using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdapterKit.Analyzers;

/// <summary>The paths through a method. A loop counts as one run of its body.</summary>
internal sealed class ControlFlowPaths(ControlFlowGraph graph)
{
    /// <summary>Finds the calls that follow another matching call on the same path.</summary>
    public IEnumerable<IInvocationOperation> FindRepeatedCalls(Func<IMethodSymbol, bool> matches)
    {
        var calls = graph.Blocks
            .SelectMany(block => GetInvocations(block).Select(call => (Block: block, Call: call)))
            .Where(found => matches(found.Call.TargetMethod))
            .OrderBy(found => found.Call.Syntax.SpanStart)
            .ToList();
        return calls
            .Where((later, index) => calls.Take(index).Any(earlier => CanReach(earlier.Block, later.Block)))
            .Select(found => found.Call);
    }

    private static IEnumerable<IInvocationOperation> GetInvocations(BasicBlock block)
    {
        IEnumerable<IOperation> roots = block.BranchValue is { } value ? block.Operations.Concat([value]) : block.Operations;
        return roots.SelectMany(root => root.DescendantsAndSelf()).OfType<IInvocationOperation>();
    }

    // Blocks are numbered in source order, so a branch to a lower number closes a loop and is ignored.
    private static bool CanReach(BasicBlock from, BasicBlock to)
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
