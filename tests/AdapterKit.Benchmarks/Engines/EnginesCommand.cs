using System.CommandLine;

namespace AdapterKit.Benchmarks;

/// <summary><c>engines</c>: a real model beside ONNX Runtime.</summary>
internal sealed class EnginesCommand : Command
{
    private readonly Option<int> threads = new("--threads") { Description = "Threads of each engine", DefaultValueFactory = _ => 2 };
    private readonly Option<int> repeats = new("--repeats") { Description = "Timed rounds", DefaultValueFactory = _ => 40 };
    private readonly Option<int> mails =
        new("--mails") { Description = "Mails, drawn from the corpus; 0 for none", DefaultValueFactory = _ => 32 };
    private readonly Option<int> tasks = new("--tasks") { Description = "Tasks on one text", DefaultValueFactory = _ => 8 };
    private readonly Option<int> dropped = new("--drop") { Description = "Lowest layers without adapters", DefaultValueFactory = _ => 5 };
    private readonly Option<int> tokens = new("--tokens") { Description = "Tokens of that text", DefaultValueFactory = _ => 64 };
    private readonly Option<int> seed = new("--seed") { Description = "Of tokens, adapters and orders", DefaultValueFactory = _ => 1 };

    public EnginesCommand()
        : base("engines", "The bare MiniLM beside ONNX Runtime on the same weights, and many tasks beside a pass of it for each.")
    {
        foreach (var option in new Option[] { threads, repeats, mails, tasks, dropped, tokens, seed })
            Options.Add(option);

        SetAction(Run);
    }

    private void Run(ParseResult arguments)
    {
        random.manual_seed(arguments.GetValue(seed));
        var measurement = new InterleavedMeasurement(arguments.GetValue(repeats), arguments.GetValue(seed), Clock.Wall);
        using var benchmark = new EnginesBenchmark(arguments.GetValue(threads));
        benchmark.Run(arguments.GetValue(mails), measurement, Console.Out);
        benchmark.RunTasks(
            arguments.GetValue(tasks), arguments.GetValue(dropped), arguments.GetValue(tokens), measurement, Console.Out);
    }
}
