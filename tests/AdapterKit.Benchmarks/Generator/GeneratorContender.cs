using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdapterKit.Benchmarks;

/// <summary>Generators that run together, and the state that they keep between edits.</summary>
internal sealed class GeneratorContender(DeclaringProject project, params IIncrementalGenerator[] generators)
{
    private GeneratorDriver? warm;

    /// <summary>The first run, as when a project is opened.</summary>
    public Cost Cold() => Measure(New(), [project.Unseen()]);

    /// <summary>The mean run after an edit, each on what was kept from the run before it.</summary>
    /// <param name="edited">The project after each edit; no other run has bound anything in it.</param>
    public Cost Warm(CSharpCompilation[] edited)
    {
        warm ??= New().RunGenerators(project.Unedited());
        return Measure(warm, edited);
    }

    private static Cost Measure(GeneratorDriver driver, CSharpCompilation[] compilations)
    {
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        foreach (var compilation in compilations)
            driver = driver.RunGenerators(compilation);

        var elapsed = Stopwatch.GetElapsedTime(start);
        var megabytes = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1e6;
        Require(driver.GetRunResult());
        return new Cost(elapsed.TotalMilliseconds / compilations.Length, megabytes / compilations.Length);
    }

    private static void Require(GeneratorDriverRunResult result)
    {
        if (result.GeneratedTrees.Length == 0 || result.Results.Any(one => one.Exception is not null))
            throw new InvalidOperationException("A generator failed or wrote nothing: there is nothing to time.");
    }

    private CSharpGeneratorDriver New() => CSharpGeneratorDriver.Create(
        generators.Select(generator => generator.AsSourceGenerator()), parseOptions: DeclaringProject.Parsing);
}
