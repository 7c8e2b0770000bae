using System.CommandLine;
using System.Globalization;

namespace AdapterKit.Benchmarks;

/// <summary><c>analyzers</c>: what the analyzers add to a compilation.</summary>
internal sealed class AnalyzersCommand : Command
{
    private readonly Option<int> repeats = new("--repeats") { Description = "Timed rounds", DefaultValueFactory = _ => 11 };
    private readonly Option<int> types = new("--types") { Description = "Declared types", DefaultValueFactory = _ => 1000 };
    private readonly Option<int> slowest = new("--slowest") { Description = "Analyzers to list", DefaultValueFactory = _ => 8 };

    public AnalyzersCommand()
        : base("analyzers", "A compilation with the analyzers beside one with an analyzer that does next to nothing.")
    {
        Options.Add(repeats);
        Options.Add(types);
        Options.Add(slowest);
        SetAction(Run);
    }

    private void Run(ParseResult arguments)
    {
        var count = arguments.GetValue(types);
        var benchmark = new AnalyzerBenchmark(count, arguments.GetValue(repeats));
        var (ours, trivial, ratio) = benchmark.Run();
        MarkdownTable.Write(
            Console.Out,
            ["declared types", "with AdapterKit's, ms", "with a trivial one, ms", "time relative to trivial"],
            [[count.ToString("#,0", CultureInfo.InvariantCulture), $"{ours:0}", $"{trivial:0}", $"{ratio:0.00}"]]);
        Console.WriteLine();
        MarkdownTable.Write(
            Console.Out,
            ["analyzer", "ms"],
            benchmark.Slowest.Take(arguments.GetValue(slowest)).Select(one => new[] { one.Name, $"{one.Milliseconds:0.0}" }));
    }
}
