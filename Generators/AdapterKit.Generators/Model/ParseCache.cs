using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace AdapterKit.Generators;

/// <summary>Parses a declaration again only where the outcome could be another.</summary>
/// <remarks>
/// The compiler asks for every declared type anew after every edit, since what its symbols mean may have changed. Most edits are
/// in bodies of members, which no model depends on; then the outcome for an untouched file still holds. Kept by syntax node,
/// weakly: the cache goes with the source, and an outcome that is gone is only parsed again.
/// </remarks>
internal sealed class ParseCache<TModel>(Func<GeneratorAttributeSyntaxContext, CancellationToken, TModel?> parse)
    where TModel : class
{
    private readonly ConditionalWeakTable<SyntaxNode, Outcome> outcomes = new();

    /// <summary>The model of a declaration; <c>null</c> where it is not whole.</summary>
    public TModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var compilation = context.SemanticModel.Compilation;
        var outcome = outcomes.GetValue(context.TargetNode, static _ => new Outcome());
        lock (outcome)
        {
            if (outcome.Declarations?.AreThoseOf(compilation) != true)
            {
                outcome.Model = parse(context, cancellation);
                outcome.Declarations = Declarations.Of(compilation);
            }

            return outcome.Model;
        }
    }

    private sealed class Outcome
    {
        public Declarations? Declarations { get; set; }

        public TModel? Model { get; set; }
    }
}
