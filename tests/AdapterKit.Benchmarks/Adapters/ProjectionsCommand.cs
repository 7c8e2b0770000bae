using System.CommandLine;

namespace AdapterKit.Benchmarks;

/// <summary><c>projections</c>: what LoRA, DoRA, (IA)³, prefixes and Compacter cost at BERT-base geometry.</summary>
internal sealed class ProjectionsCommand : Command
{
    private readonly Geometry geometry = new();
    private readonly Option<bool> training = new("--training") { Description = "Time a step of training instead" };

    public ProjectionsCommand()
        : base(
            "projections",
            "LoRA, DoRA, (IA)³, prefixes and Compacter at BERT-base geometry, live, folded, and a LoRA for each row of a batch.")
    {
        geometry.AddTo(this);
        Options.Add(training);
        SetAction(Run);
    }

    private void Run(ParseResult arguments)
    {
        var trains = arguments.GetValue(training);
        var measurement = geometry.Measurement(arguments, gradients: trains);
        using var benchmark = new ProjectionBenchmark(geometry.Layers(arguments), geometry.Texts(arguments), geometry.Tokens(arguments));
        if (trains)
            benchmark.RunTraining(measurement, Console.Out);
        else
            benchmark.RunInference(measurement, Console.Out);
    }
}
