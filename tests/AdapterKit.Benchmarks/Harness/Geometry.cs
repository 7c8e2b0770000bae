using System.CommandLine;

namespace AdapterKit.Benchmarks;

/// <summary>The options that all benchmarks of a BERT share.</summary>
internal sealed class Geometry
{
    private readonly Option<int> repeats = new("--repeats") { Description = "Timed rounds", DefaultValueFactory = _ => 40 };
    private readonly Option<int> warmUp =
        new("--warm-up") { Description = "Rounds before those that are timed", DefaultValueFactory = _ => 3 };
    private readonly Option<int> layers = new("--layers") { Description = "Layers of the backbone", DefaultValueFactory = _ => 12 };
    private readonly Option<int> batch = new("--batch") { Description = "Texts a call", DefaultValueFactory = _ => 8 };
    private readonly Option<int> tokens = new("--tokens") { Description = "Tokens a text", DefaultValueFactory = _ => 128 };
    private readonly Option<bool> cpuTime =
        new("--cpu-time") { Description = "Use one thread and count its CPU time: for a machine that is busy with other work" };
    private readonly Option<int> seed = new("--seed") { Description = "Of weights, tokens and orders", DefaultValueFactory = _ => 1 };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { repeats, warmUp, layers, batch, tokens, cpuTime, seed })
            command.Options.Add(option);
    }

    public int Layers(ParseResult arguments) => arguments.GetValue(layers);

    public int Texts(ParseResult arguments) => arguments.GetValue(batch);

    public int Tokens(ParseResult arguments) => arguments.GetValue(tokens);

    /// <summary>Seeds all randomness, and says how to measure.</summary>
    public InterleavedMeasurement Measurement(ParseResult arguments, bool gradients = false)
    {
        random.manual_seed(arguments.GetValue(seed));
        var clock = arguments.GetValue(cpuTime) ? Clock.CpuOfOneThread() : Clock.Wall;
        return new InterleavedMeasurement(
            arguments.GetValue(repeats), arguments.GetValue(seed), clock, gradients, arguments.GetValue(warmUp));
    }
}
