using System.CommandLine;

namespace AdapterKit.Benchmarks;

/// <summary><c>components</c>: what layers are declared with, beside the same written out in calls of TorchSharp.</summary>
internal sealed class ComponentsCommand : Command
{
    private const int Seed = 1;

    private readonly Option<int> rounds = new("--rounds") { Description = "Timed rounds", DefaultValueFactory = _ => 21 };
    private readonly Option<int> threads = new("--threads") { Description = "Threads", DefaultValueFactory = _ => 1 };
    private readonly Option<int> rows = new("--rows") { Description = "Texts", DefaultValueFactory = _ => 8 };
    private readonly Option<int> tokens = new("--tokens") { Description = "Tokens of each text", DefaultValueFactory = _ => 128 };

    public ComponentsCommand()
        : base("components", "RmsNorm, rotary positions and attention beside the same, written out in calls of TorchSharp.")
    {
        Options.Add(rounds);
        Options.Add(threads);
        Options.Add(rows);
        Options.Add(tokens);
        SetAction(Run);
    }

    private void Run(ParseResult arguments)
    {
        set_num_threads(arguments.GetValue(threads));
        var measurement = new InterleavedMeasurement(arguments.GetValue(rounds), Seed, Clock.Wall);
        using var benchmark = new ComponentBenchmark(arguments.GetValue(rows), arguments.GetValue(tokens));
        MarkdownTable.Write(
            Console.Out,
            ["component", "ms", "best composition", "ms", "time relative to it"],
            benchmark.Run(measurement));
    }
}
