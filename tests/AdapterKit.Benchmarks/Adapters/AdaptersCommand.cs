using System.CommandLine;

namespace AdapterKit.Benchmarks;

/// <summary><c>adapters</c>: what adapters cost at BERT-base geometry, and what the framework costs.</summary>
internal sealed class AdaptersCommand : Command
{
    private readonly Geometry geometry = new();

    public AdaptersCommand()
        : base("adapters", "Base, Pfeiffer and Houlsby at BERT-base geometry, each generated and written by hand.")
    {
        geometry.AddTo(this);
        SetAction(Run);
    }

    private void Run(ParseResult arguments)
    {
        var measurement = geometry.Measurement(arguments);
        using var benchmark = new AdapterBenchmark(geometry.Layers(arguments), geometry.Texts(arguments), geometry.Tokens(arguments));
        benchmark.Run(measurement, Console.Out);
    }
}
