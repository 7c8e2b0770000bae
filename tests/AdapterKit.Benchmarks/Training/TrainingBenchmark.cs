namespace AdapterKit.Benchmarks;

/// <summary>Times a step of training: full fine-tuning, adapters, and adapters left out of the lowest layers in three ways.</summary>
internal sealed class TrainingBenchmark : IDisposable
{
    private readonly BertModel full;
    private readonly BertModel backbone;
    private readonly TokenBatch batch;
    private readonly List<IDisposable> owned = [];

    public TrainingBenchmark(int layers, int texts, int tokens)
    {
        var config = new BertConfig { Layers = layers };
        (full, backbone) = (new BertModel(config), new BertModel(config));
        foreach (var parameter in full.parameters())
            parameter.requires_grad = true;

        batch = RandomTokens.Batch(config.Vocabulary, texts, tokens);
    }

    public void Run(int dropped, InterleavedMeasurement measurement, TextWriter output)
    {
        var tuning = TrainingStep.Of("full fine-tuning", () => full.Encode(batch, full.BarePlan), full);
        var houlsby = new AdapterConfig(BottleneckAdapter.Variant);
        var pfeiffer = houlsby with { Placement = AdapterPlacement.Pfeiffer, Points = ["feed_forward"], TuneNorms = false };
        var robust = Robust(pfeiffer);
        Contender[] steps =
        [
            Adapters("adapters after attention and feed-forward (Houlsby)", houlsby),
            Adapters("adapters after feed-forward (Pfeiffer)", pfeiffer),
            Adapters($"Pfeiffer, n = {dropped}", Without(pfeiffer, dropped)),
            Cached($"Pfeiffer, n = {dropped}, prefix from the cache", Without(pfeiffer, dropped), dropped),
        ];
        var timings = measurement.Run([tuning, robust, .. steps]);
        MarkdownTable.Write(
            output,
            ["trained", "step, speed relative to full fine-tuning"],
            [
                .. steps.Select(step => new[] { step.Name, timings.Ratio(tuning, step).ToString() }),
                [robust.Name, $"{timings.RatioOfMeans(tuning, robust):0.000}"],
            ]);
    }

    public void Dispose()
    {
        owned.ForEach(part => part.Dispose());
        batch.Dispose();
        backbone.Dispose();
        full.Dispose();
    }

    private static AdapterConfig Without(AdapterConfig adapters, int dropped) =>
        adapters with { Drop = DropSet.None.And(LayerSet.Lowest(dropped)) };

    private Contender Adapters(string name, AdapterConfig adapters)
    {
        var task = Task(adapters);
        return TrainingStep.Of(name, () => backbone.Encode(batch, task.Plan), task);
    }

    private Contender Cached(string name, AdapterConfig adapters, int layers)
    {
        var task = Task(adapters);
        using var frozen = no_grad();
        var prefix = backbone.Prefix(batch, layers);
        owned.Add(prefix);
        return TrainingStep.Of(name, () => backbone.Resume(prefix, layers, batch, task.Plan), task);
    }

    // Every number of layers once in as many rounds, in an order of its own.
    private Contender Robust(AdapterConfig adapters)
    {
        var task = Task(adapters);
        var plans = Enumerable.Range(0, backbone.Encoder.Layers.Count)
            .Select(dropped => backbone.Plan(Setup.Of(task.Id).Drop(DropSet.None.And(LayerSet.Lowest(dropped))), [task])).ToArray();
        new Random(1).Shuffle(plans);
        var step = 0;
        return TrainingStep.Of("Pfeiffer, n drawn in every step (mean)", () => backbone.Encode(batch, plans[step++ % plans.Length]), task);
    }

    private SpeedTask Task(AdapterConfig adapters)
    {
        var task = SpeedTask.Named($"task-{owned.Count}", backbone, adapters).WithRandomAdapters();
        owned.Add(task);
        return task;
    }
}
