using AdapterKit.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AdapterKit.Analyzers.Tests;

/// <summary>The diagnostics of the compiler, run with all generators, and of all analyzers.</summary>
internal sealed record Analysis(
    IReadOnlyList<Diagnostic> Ours, IReadOnlyList<Diagnostic> Compiler, IReadOnlyCollection<SyntaxTree> Generated)
{
    public static readonly IReadOnlyList<DiagnosticAnalyzer> Analyzers = [.. typeof(DeclarationAnalyzer).Assembly.GetTypes()
        .Where(type => type.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false))
        .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    private static readonly IReadOnlyList<IIncrementalGenerator> Generators = [.. typeof(VariantGenerator).Assembly.GetTypes()
        .Where(type => type.IsDefined(typeof(GeneratorAttribute), inherit: false))
        .Select(type => (IIncrementalGenerator)Activator.CreateInstance(type)!)];

    /// <summary>The compiler diagnostics in generated code. They would hide the actual problem in the declaration.</summary>
    public IEnumerable<Diagnostic> InGeneratedCode => Compiler.Where(diagnostic => Generated.Contains(diagnostic.Location.SourceTree!));

    public static async Task<Analysis> Run(CSharpCompilation compilation)
    {
        var generators = Generators.Select(generator => generator.AsSourceGenerator());
        var driver = CSharpGeneratorDriver.Create(generators, parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options);
        var run = driver.RunGeneratorsAndUpdateCompilation(compilation, out var whole, out var problems).GetRunResult();
        Assert.Empty(problems);
        Assert.All(run.Results, result => Assert.Null(result.Exception));

        var ours = await whole.WithAnalyzers([.. Analyzers]).GetAnalyzerDiagnosticsAsync();
        return new Analysis(
            [.. ours
                .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
                .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)],
            [.. whole.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS1591")],
            [.. run.GeneratedTrees]);
    }
}
