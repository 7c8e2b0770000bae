namespace AdapterKit.Benchmarks;

/// <summary>Times a batch each of whose rows wants another adapter, beside the bare backbone on the same batch.</summary>
internal sealed class MixedBenchmark : IDisposable
{
    private readonly BertModel backbone;
    private readonly TokenBatch batch;
    private readonly List<SpeedTask> tasks;

    public MixedBenchmark(int layers, int texts, int tokens)
    {
        var config = new BertConfig { Layers = layers };
        backbone = new BertModel(config);
        var adapters = new AdapterConfig(BottleneckAdapter.Variant)
        {
            Placement = AdapterPlacement.Pfeiffer,
            Points = ["feed_forward"],
            TuneNorms = false,
        };
        tasks =
            [.. Enumerable.Range(0, texts).Select(number => SpeedTask.Named($"task-{number}", backbone, adapters).WithRandomAdapters())];
        batch = RandomTokens.Batch(config.Vocabulary, texts, tokens);
    }

    public void Run(InterleavedMeasurement measurement, TextWriter output)
    {
        Setup setup = Setup.BatchSplit([.. tasks.Select(task => Setup.Of(task.Id))]);
        using var folded = backbone.Compile(setup, tasks, PlanPurpose.Inference);
        var @base = Planned("base", backbone.Compile(Setup.Bare, []));
        var mixed = Planned("folded", folded);
        var compiled = new Contender("compiled for the call", () =>
        {
            using var plan = backbone.Compile(setup, tasks);
            return backbone.Encode(batch, plan);
        });
        Agreement.Require(mixed, compiled);
        var timings = measurement.Run(@base, mixed, compiled);
        MarkdownTable.Write(
            output,
            ["rows, each with an adapter of its own", "folded, speed relative to base", "compiled for the call, speed relative to base"],
            [[$"{tasks.Count}", timings.Ratio(@base, mixed).ToString(), timings.Ratio(@base, compiled).ToString()]]);
    }

    public void Dispose()
    {
        batch.Dispose();
        foreach (var task in tasks)
            task.Dispose();

        backbone.Dispose();
    }

    private Contender Planned(string name, AdapterPlan plan) => new(name, () => backbone.Encode(batch, plan));
}
