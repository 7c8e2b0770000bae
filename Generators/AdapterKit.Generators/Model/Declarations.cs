using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdapterKit.Generators;

/// <summary>Everything that a model can depend on: all declarations of a compilation, its references and its options.</summary>
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

    /// <summary>Returns the declarations of a compilation, without keeping the compilation alive.</summary>
    public static Declarations From(Compilation compilation) => Known.GetValue(compilation, static one => new Declarations(one));

    /// <summary>Whether a later compilation differs only in member bodies.</summary>
    public bool AreEqualIn(Compilation later) => Compared.GetOrCreateValue(later).GetOrAdd(this, earlier => earlier.Match(From(later)));

    private bool Match(Declarations later) =>
        options.Equals(later.options)
        && references.SequenceEqual(later.references)
        && files.Length == later.files.Length
        && files.Zip(later.files, DeclareTheSame).All(same => same);

    // A directive in a body can affect the code after it, so every edit of a file with directives counts as a change.
    private static bool DeclareTheSame(SyntaxTree before, SyntaxTree after) =>
        before == after
        || (!before.GetRoot().ContainsDirectives
            && !after.GetRoot().ContainsDirectives
            && SyntaxFactory.AreEquivalent(before, after, topLevel: true));
}
