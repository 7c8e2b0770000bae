using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace AdapterKit.Generators;

/// <summary>Parses a declaration again only if an edit can have changed the result.</summary>
/// <remarks>
/// After every edit, the compiler transforms every declared type again because the meaning of its symbols can have changed. Most
/// edits concern few of them, so the result for the others still holds (decision 0006).
/// Results are keyed weakly by syntax node: they are collected with the source, and a lost result is only parsed again.
/// A cache belongs to one run of <c>Initialize</c>, and so to one project.
/// </remarks>
internal sealed class ParseCache<TModel>(Func<GeneratorAttributeSyntaxContext, CancellationToken, TModel?> parse)
    where TModel : class
{
    private readonly ConditionalWeakTable<SyntaxNode, Outcome> outcomes = new();
    private readonly DeclarationHistory history = new();

    /// <summary>Returns the model of a declaration; <c>null</c> if the declaration is incomplete.</summary>
    public TModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var version = history.GetVersion(context.SemanticModel.Compilation, cancellationToken);
        var outcome = outcomes.GetValue(context.TargetNode, static _ => new Outcome());
        lock (outcome)
        {
            if (version.CanDifferFrom(outcome.Version, context.TargetNode.SyntaxTree))
                outcome.Model = parse(context, cancellationToken);

            outcome.Version = version.Number;
            return outcome.Model;
        }
    }

    private sealed class Outcome
    {
        /// <summary>The version for which the model is right; 0 if there is none.</summary>
        public int Version { get; set; }

        public TModel? Model { get; set; }
    }
}
