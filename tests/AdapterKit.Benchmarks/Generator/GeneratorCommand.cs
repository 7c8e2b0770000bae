using System.CommandLine;

namespace AdapterKit.Benchmarks;

/// <summary><c>generator</c>: what an edit costs in a project with many declarations.</summary>
internal sealed class GeneratorCommand : Command
{
    private readonly Option<int> repeats = new("--repeats") { Description = "Timed rounds", DefaultValueFactory = _ => 21 };
    private readonly Option<int[]> types = new("--types")
    {
        Description = "Declared types",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [10, 200, 1000],
    };

    public GeneratorCommand()
        : base("generator", "The source generators beside one that does next to nothing, over many declared types.")
    {
        Options.Add(repeats);
        Options.Add(types);
        SetAction(Run);
    }

    private void Run(ParseResult arguments) => MarkdownTable.Write(
        Console.Out,
        ["declared types", "run", "AdapterKit, ms", "trivial, ms", "time relative to trivial", "AdapterKit, MB", "trivial, MB"],
        arguments.GetValue(types)!.SelectMany(count => new GeneratorBenchmark(count, arguments.GetValue(repeats)).Run()));
}
