using System.Collections.Immutable;
using System.Diagnostics;
using AdapterKit.Analyzers;
using AdapterKit.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AdapterKit.Benchmarks;

/// <summary>Times a compilation with AdapterKit's analyzers and with a trivial one, in turns, on one thread.</summary>
/// <param name="types">How many types the project declares.</param>
/// <param name="rounds">The number of timed rounds.</param>
internal sealed class AnalyzerBenchmark(int types, int rounds)
{
    private const int WarmUpRounds = 2;

    private static readonly ImmutableArray<DiagnosticAnalyzer> Ours =
    [
        .. typeof(DeclarationAnalyzer).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    private readonly CSharpCompilation project = Generate(new DeclaringProject(types).Unedited());
    private readonly Dictionary<string, List<double>> ofEach = [];

    /// <summary>Runs all rounds.</summary>
    /// <returns>The medians of the milliseconds of both, and of their ratio.</returns>
    public (double Ours, double Trivial, double Ratio) Run()
    {
        var rows = new List<(double Ours, double Trivial)>();
        for (var round = -WarmUpRounds; round < rounds; round++)
        {
            double ours, trivial;
            if (round % 2 == 0)
                (ours, trivial) = (Measure(Ours), Measure([new TrivialAnalyzer()]));
            else
                (trivial, ours) = (Measure([new TrivialAnalyzer()]), Measure(Ours));

            if (round < 0)
                ofEach.Clear();
            else
                rows.Add((ours, trivial));
        }

        return (
            Median(rows.Select(row => row.Ours)),
            Median(rows.Select(row => row.Trivial)),
            Median(rows.Select(row => row.Ours / row.Trivial)));
    }

    /// <summary>The slowest analyzers with the medians of their milliseconds.</summary>
    public IEnumerable<(string Name, double Milliseconds)> Slowest => ofEach
        .Where(one => one.Key != nameof(TrivialAnalyzer))
        .Select(one => (one.Key, Median(one.Value)))
        .OrderByDescending(one => one.Item2);

    private double Measure(ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        // With nothing bound yet.
        var fresh = project.RemoveAllSyntaxTrees().AddSyntaxTrees(project.SyntaxTrees);
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        var analysis = fresh.WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));
        var result = analysis.GetAnalysisResultAsync(CancellationToken.None).GetAwaiter().GetResult();
        _ = fresh.GetDiagnostics();
        var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (result.GetAllDiagnostics() is [var reported, ..])
            throw new InvalidOperationException($"The project has a mistake: {reported}");

        foreach (var (analyzer, telemetry) in result.AnalyzerTelemetryInfo)
        {
            var name = analyzer.GetType().Name;
            if (!ofEach.TryGetValue(name, out var times))
                ofEach.Add(name, times = []);
            times.Add(telemetry.ExecutionTime.TotalMilliseconds);
        }

        return elapsed;
    }

    private static CSharpCompilation Generate(CSharpCompilation declared)
    {
        IIncrementalGenerator[] generators = [new VariantGenerator(), new LayerGenerator(), new TaskGenerator()];
        CSharpGeneratorDriver
            .Create(generators.Select(one => one.AsSourceGenerator()), parseOptions: DeclaringProject.Parsing)
            .RunGeneratorsAndUpdateCompilation(declared, out var whole, out _);
        if (whole.GetDiagnostics().FirstOrDefault(found => found.Severity == DiagnosticSeverity.Error) is { } error)
            throw new InvalidOperationException($"The project does not compile: {error}");

        return (CSharpCompilation)whole;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}
