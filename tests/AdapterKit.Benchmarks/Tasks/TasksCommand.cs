using System.CommandLine;

namespace AdapterKit.Benchmarks;

/// <summary><c>tasks</c>: what AdapterDrop gains where many tasks read the same texts.</summary>
internal sealed class TasksCommand : Command
{
    private readonly Option<int[]> counts = new("--tasks")
    {
        Description = "Numbers of tasks",
        DefaultValueFactory = _ => [2, 4, 8, 16],
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<int> dropped = new("--drop") { Description = "Lowest layers without adapters", DefaultValueFactory = _ => 5 };
    private readonly Geometry geometry = new();

    public TasksCommand()
        : base(
            "tasks",
            "Many Pfeiffer adapters on the same texts at BERT-base geometry: a pass for each, one for all, and the first layers shared.")
    {
        Options.Add(counts);
        Options.Add(dropped);
        geometry.AddTo(this);
        SetAction(Run);
    }

    private void Run(ParseResult arguments)
    {
        var numbers = arguments.GetValue(counts)!;
        var measurement = geometry.Measurement(arguments);
        using var benchmark = new TasksBenchmark(
            geometry.Layers(arguments), geometry.Texts(arguments), geometry.Tokens(arguments), numbers.Max());
        benchmark.Run(numbers, arguments.GetValue(dropped), measurement, Console.Out);
    }
}
