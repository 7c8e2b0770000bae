using System.CommandLine;

namespace AdapterKit.Benchmarks;

/// <summary><c>fusion</c>: what AdapterFusion costs at BERT-base geometry.</summary>
internal sealed class FusionCommand : Command
{
    private readonly Option<int[]> members = new("--members")
    {
        Description = "Numbers of fused adapters",
        DefaultValueFactory = _ => [2, 4, 8, 16],
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<bool> training = new("--training") { Description = "Time a step of training instead of inference" };
    private readonly Geometry geometry = new();

    public FusionCommand()
        : base("fusion", "Fusions of Pfeiffer adapters at BERT-base geometry: as the paper writes them, and as plans fold them.")
    {
        Options.Add(members);
        Options.Add(training);
        geometry.AddTo(this);
        SetAction(Run);
    }

    private void Run(ParseResult arguments)
    {
        var counts = arguments.GetValue(members)!;
        var trains = arguments.GetValue(training);
        var measurement = geometry.Measurement(arguments, gradients: trains);
        using var benchmark = new FusionBenchmark(
            geometry.Layers(arguments), geometry.Texts(arguments), geometry.Tokens(arguments), counts.Max());
        if (trains)
            benchmark.Train(counts, measurement, Console.Out);
        else
            benchmark.Run(counts, measurement, Console.Out);
    }
}
