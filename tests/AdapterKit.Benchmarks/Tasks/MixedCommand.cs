using System.CommandLine;

namespace AdapterKit.Benchmarks;

/// <summary><c>mixed</c>: what a server's batch costs, each of whose rows wants another adapter.</summary>
internal sealed class MixedCommand : Command
{
    private readonly Geometry geometry = new();

    public MixedCommand()
        : base("mixed", "A batch with a Pfeiffer adapter of its own for every row, at BERT-base geometry.")
    {
        geometry.AddTo(this);
        SetAction(Run);
    }

    private void Run(ParseResult arguments)
    {
        var measurement = geometry.Measurement(arguments);
        using var benchmark = new MixedBenchmark(geometry.Layers(arguments), geometry.Texts(arguments), geometry.Tokens(arguments));
        benchmark.Run(measurement, Console.Out);
    }
}
