using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdapterKit.Analyzers.Tests;

/// <summary>Random declarations: each builds without a warning or has a diagnostic of ours. What is generated never has an error.</summary>
public sealed partial class DeclarationFuzzTests
{
    private const int PerCompilation = 100;

    // What the names alone cause, without us: they hide inherited members, or are lower-case words.
    private static readonly string[] OwnWarnings =
        ["CS0108", "CS0109", "CS8981", "CS8860", "CS0169", "CS0414", "CS0649", "CS0693", "CS9113", "CS8632"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 21)];

    [Theory, MemberData(nameof(Seeds))]
    public async Task Every_declaration_builds_or_has_a_diagnostic(int seed)
    {
        var random = new Random(seed);
        var language = new[] { LanguageVersion.CSharp12, LanguageVersion.CSharp13, LanguageVersion.CSharp14 }[seed % 3];
        var parsing = Sources.Parsing.WithLanguageVersion(language);
        var trees = Enumerable.Range(0, PerCompilation)
            .Select(number => CSharpSyntaxTree.ParseText(new DeclarationGrammar(random, number).Write(), parsing, path: $"{number}.cs"))
            .ToList();
        var nullable = seed % 2 == 0 ? NullableContextOptions.Enable : NullableContextOptions.Disable;
        var compilation = CSharpCompilation.Create(
            "Fuzzed", trees, Sources.References, Sources.Strict.WithNullableContextOptions(nullable));

        var analysis = await Analysis.Run(compilation);

        // The compiler reports an exception in an analyzer as AD0001.
        Assert.All(analysis.Ours, diagnostic => Assert.StartsWith("AK", diagnostic.Id, StringComparison.Ordinal));
        var reported = analysis.Ours.Select(diagnostic => diagnostic.Location.SourceTree).ToHashSet();
        var unexplained = analysis.Compiler
            .Where(diagnostic => !reported.Contains(diagnostic.Location.SourceTree) && !OwnWarnings.Contains(diagnostic.Id))
            .Union(analysis.InGeneratedCode)
            .Select(diagnostic => $"{diagnostic}\n{diagnostic.Location.SourceTree}\n{FindSource(diagnostic, trees)}")
            .ToList();
        Assert.True(unexplained.Count == 0, string.Join("\n\n", unexplained));
    }

    /// <summary>Finds the declaration of a generated file.</summary>
    private static SyntaxTree? FindSource(Diagnostic diagnostic, IEnumerable<SyntaxTree> trees)
    {
        var number = GeneratedFrom().Match(diagnostic.Location.SourceTree?.FilePath ?? "").Groups[1].Value;
        return trees.FirstOrDefault(tree => tree.FilePath == $"{number}.cs");
    }

    [GeneratedRegex(@"/F(\d+)\.")]
    private static partial Regex GeneratedFrom();
}
