using AdapterKit.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdapterKit.Generators.Tests;

/// <summary>The output of the generators for a compilation.</summary>
internal sealed record GeneratorRun(CSharpCompilation Compilation, GeneratorDriverRunResult Result)
{
    private static readonly string[] ModelSteps =
    [
        VariantGenerator.ModelStep, SharedGenerator.ModelStep, LayerGenerator.ModelStep, TaskGenerator.ModelStep,
        WeightsGenerator.ModelStep, ConfigGenerator.ModelStep, BackboneGenerator.ModelStep,
    ];

    public IReadOnlyList<Snapshot> Sources =>
        [.. Result.Results
            .SelectMany(result => result.GeneratedSources)
            .Select(source => new Snapshot(source.HintName, source.SourceText.ToString()))];

    /// <summary>The outputs of the steps that carry models from parsers to emitters.</summary>
    public IEnumerable<object> Models => Result.Results
        .SelectMany(result => ModelSteps.SelectMany(
            name => result.TrackedSteps.TryGetValue(name, out var steps) ? steps.AsEnumerable() : []))
        .SelectMany(step => step.Outputs.Select(output => output.Value));

    /// <summary>Fails on any error or warning, in the user's code and in generated code.</summary>
    public GeneratorRun AssertClean()
    {
        Assert.All(Result.Results, result => Assert.Null(result.Exception));
        Assert.Empty(Result.Diagnostics);
        var problems = Compilation.GetDiagnostics().Where(Matters).ToArray();
        Assert.True(problems.Length == 0, string.Join("\n", problems.AsEnumerable()));
        return this;
    }

    /// <summary>Compiles the result to an assembly.</summary>
    public byte[] Emit()
    {
        AssertClean();
        using var stream = new MemoryStream();
        var emitted = Compilation.Emit(stream);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        return stream.ToArray();
    }

    /// <summary>Compiles the result and loads it into its own context.</summary>
    public LoadedAssembly Load() => new(Emit());

    // Test sources need no documentation; generated code does.
    private bool Matters(Diagnostic diagnostic) => diagnostic.Severity >= DiagnosticSeverity.Warning
        && (diagnostic.Id != "CS1591" || Result.GeneratedTrees.Any(tree => tree == diagnostic.Location.SourceTree));
}
