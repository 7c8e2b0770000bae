using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdapterKit.Generators;

/// <summary>Everything that a model can depend on: all files of a compilation, its references and its options.</summary>
/// <remarks>Does not keep the compilation alive.</remarks>
internal sealed class Declarations(Compilation compilation)
{
    private readonly CompilationOptions options = compilation.Options;
    private readonly ImmutableArray<MetadataReference> references = compilation.ExternalReferences;

    /// <summary>The files, in the order of the compilation.</summary>
    public ImmutableArray<SyntaxTree> Files { get; } = [.. compilation.SyntaxTrees];

    /// <summary>Whether only files can differ.</summary>
    public bool HaveTheSettingsOf(Declarations other) => options.Equals(other.options) && references.SequenceEqual(other.references);

    /// <summary>Finds the files of each side whose declarations differ from those of the other side.</summary>
    public (IReadOnlyList<SyntaxTree> Before, IReadOnlyList<SyntaxTree> After) FindDifferences(Declarations later)
    {
        var (before, after) = (new List<SyntaxTree>(), new List<SyntaxTree>());
        if (Files.Length == later.Files.Length)
        {
            for (var i = 0; i < Files.Length; i++)
            {
                if (!DeclareTheSame(Files[i], later.Files[i]))
                {
                    before.Add(Files[i]);
                    after.Add(later.Files[i]);
                }
            }

            return (before, after);
        }

        // Added or removed files: all between the first and the last difference.
        var shorter = System.Math.Min(Files.Length, later.Files.Length);
        var start = 0;
        while (start < shorter && Files[start] == later.Files[start])
            start++;

        var end = 0;
        while (end < shorter - start && Files[Files.Length - 1 - end] == later.Files[later.Files.Length - 1 - end])
            end++;

        before.AddRange(Files.Skip(start).Take(Files.Length - start - end));
        after.AddRange(later.Files.Skip(start).Take(later.Files.Length - start - end));
        return (before, after);
    }

    // A directive in a body can affect the code after it, so every edit of a file with directives counts as a change.
    private static bool DeclareTheSame(SyntaxTree before, SyntaxTree after) =>
        before == after
        || (!before.GetRoot().ContainsDirectives
            && !after.GetRoot().ContainsDirectives
            && SyntaxFactory.AreEquivalent(before, after, topLevel: true));
}
