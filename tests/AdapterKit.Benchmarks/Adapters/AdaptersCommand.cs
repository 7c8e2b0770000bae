using System.CommandLine;

namespace AdapterKit.Benchmarks;

/// <summary><c>adapters</c>: what adapters cost at BERT-base geometry, and what the framework costs.</summary>
internal sealed class AdaptersCommand : Command
{
    private readonly Option<int> repeats = new("--repeats") { Description = "Timed rounds", DefaultValueFactory = _ => 40 };
    private readonly Option<int> layers = new("--layers") { Description = "Layers of the backbone", DefaultValueFactory = _ => 12 };
    private readonly Option<int> batch = new("--batch") { Description = "Texts a call", DefaultValueFactory = _ => 8 };
    private readonly Option<int> tokens = new("--tokens") { Description = "Tokens a text", DefaultValueFactory = _ => 128 };
    private readonly Option<bool> cpuTime = new("--cpu-time") { Description = "Use one thread and count its CPU time: for a machine that is busy with other work" };
    private readonly Option<int> seed = new("--seed") { Description = "Of weights, tokens and orders", DefaultValueFactory = _ => 1 };

    public AdaptersCommand()
        : base("adapters", "Base, Pfeiffer and Houlsby at BERT-base geometry, each generated and written by hand.")
    {
        Options.Add(repeats);
        Options.Add(layers);
        Options.Add(batch);
        Options.Add(tokens);
        Options.Add(cpuTime);
        Options.Add(seed);
        SetAction(Run);
    }

    private void Run(ParseResult arguments)
    {
        random.manual_seed(arguments.GetValue(seed));
        using var benchmark = new AdapterBenchmark(arguments.GetValue(layers), arguments.GetValue(batch), arguments.GetValue(tokens));
        var clock = arguments.GetValue(cpuTime) ? Clock.CpuOfOneThread() : Clock.Wall;
        benchmark.Run(new InterleavedMeasurement(arguments.GetValue(repeats), arguments.GetValue(seed), clock), Console.Out);
    }
}
