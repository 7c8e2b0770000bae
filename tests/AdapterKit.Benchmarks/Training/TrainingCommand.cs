using System.CommandLine;

namespace AdapterKit.Benchmarks;

/// <summary><c>training</c>: what a step of training costs.</summary>
internal sealed class TrainingCommand : Command
{
    private readonly Option<int> dropped = new("--drop") { Description = "Lowest layers without adapters", DefaultValueFactory = _ => 5 };
    private readonly Geometry geometry = new();

    public TrainingCommand()
        : base(
            "training", "A step of training at BERT-base geometry: full fine-tuning, adapters, and adapters left out of the first layers.")
    {
        Options.Add(dropped);
        geometry.AddTo(this);
        SetAction(Run);
    }

    private void Run(ParseResult arguments)
    {
        var measurement = geometry.Measurement(arguments, gradients: true);
        using var benchmark = new TrainingBenchmark(geometry.Layers(arguments), geometry.Texts(arguments), geometry.Tokens(arguments));
        benchmark.Run(arguments.GetValue(dropped), measurement, Console.Out);
    }
}
