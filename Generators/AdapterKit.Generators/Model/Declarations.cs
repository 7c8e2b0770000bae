using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdapterKit.Generators;

/// <summary>All that the meaning of a declaration can depend on: every declaration of the compilation, its references and options.</summary>
internal sealed class Declarations
{
    private static readonly ConditionalWeakTable<Compilation, Declarations> Known = new();
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<Declarations, bool>> Compared = new();

    private readonly ImmutableArray<SyntaxTree> files;
    private readonly ImmutableArray<MetadataReference> references;
    private readonly CompilationOptions options;

    private Declarations(Compilation compilation)
    {
        files = [.. compilation.SyntaxTrees];
        references = [.. compilation.References];
        options = compilation.Options;
    }

    /// <summary>The declarations of a compilation; the compilation itself is not kept.</summary>
    public static Declarations Of(Compilation compilation) => Known.GetValue(compilation, static one => new Declarations(one));

    /// <summary>Whether a later compilation has the same ones: it differs in the bodies of members at most.</summary>
    public bool AreThoseOf(Compilation later) => Compared.GetOrCreateValue(later).GetOrAdd(this, earlier => earlier.Match(Of(later)));

    private bool Match(Declarations later) =>
        options.Equals(later.options)
        && references.SequenceEqual(later.references)
        && files.Length == later.files.Length
        && files.Zip(later.files, DeclareTheSame).All(same => same);

    // A directive may stand in one body and act on what follows it: a changed file that has any counts as changed.
    private static bool DeclareTheSame(SyntaxTree before, SyntaxTree after) =>
        before == after
        || (!before.GetRoot().ContainsDirectives
            && !after.GetRoot().ContainsDirectives
            && SyntaxFactory.AreEquivalent(before, after, topLevel: true));
}
