namespace AdapterKit.Benchmarks;

/// <summary>Times a step of training: full fine-tuning, adapters, and adapters left out of the first layers in three ways.</summary>
internal sealed class TrainingBenchmark : IDisposable
{
    private static readonly AdapterConfig Houlsby = new(BottleneckAdapter.Variant);
    private static readonly AdapterConfig Pfeiffer =
        Houlsby with { Placement = AdapterPlacement.Pfeiffer, Points = ["feed_forward"], TuneNorms = false };

    private readonly BertConfig config;
    private readonly BertModel backbone;
    private readonly TokenBatch batch;
    private readonly List<IDisposable> owned = [];

    public TrainingBenchmark(int layers, int texts, int tokens)
    {
        config = new BertConfig { Layers = layers };
        backbone = new BertModel(config);
        batch = RandomTokens.Batch(config.Vocabulary, texts, tokens);
    }

    public void Run(int dropped, InterleavedMeasurement measurement, TextWriter output)
    {
        var tuning = FullFineTuning(new BertModel(config));
        var robust = Robust(Pfeiffer);
        var (layers, count) = (config.Layers, new Multiplications(config, batch.Ids.size(1)));
        (Contender Step, double Bound)[] steps =
        [
            (
                Adapters("adapters after attention and feed-forward (Houlsby)", Houlsby),
                Bound(layers, layers - 1 + (count.FeedForward / count.Layer), 2 * layers)),
            (Adapters("adapters after feed-forward (Pfeiffer)", Pfeiffer), Bound(layers, layers - 1, layers)),
            (Adapters($"Pfeiffer, n = {dropped}", Without(Pfeiffer, dropped)), Bound(layers, layers - 1 - dropped, layers - dropped)),
            (
                Cached($"Pfeiffer, n = {dropped}, prefix from the cache", Without(Pfeiffer, dropped), dropped),
                Bound(layers - dropped, layers - 1 - dropped, layers - dropped)),
        ];
        var timings = measurement.Run([tuning, robust, .. steps.Select(entry => entry.Step)]);
        MarkdownTable.Write(
            output,
            ["trained", "bound by multiplications", "step, speed relative to full fine-tuning"],
            [
                .. steps.Select(entry => new[] { entry.Step.Name, $"{entry.Bound:0.00}", timings.Ratio(tuning, entry.Step).ToString() }),
                [robust.Name, "", $"{timings.RatioOfMeans(tuning, robust):0.000}"],
            ]);

        // Going back costs as much as going forward for the gradients of hidden states, and once more for those of trained weights.
        double Bound(double forward, double backward, int adapters) =>
            3 * layers * count.Layer / (((forward + backward) * count.Layer) + (3 * adapters * 2 * count.Projection));
    }

    /// <summary>The step of full fine-tuning, on the benchmark's own backbone: for a process that does nothing else.</summary>
    public Contender OnlyFullFineTuning() => FullFineTuning(backbone);

    /// <summary>The step of a task with adapters after attention and feed-forward, as Houlsby et al. 2019 have them.</summary>
    /// <param name="dropped">Lowest layers without adapters.</param>
    public Contender OnlyAdapters(int dropped) => Adapters("adapters", Without(Houlsby, dropped));

    public void Dispose()
    {
        owned.ForEach(part => part.Dispose());
        batch.Dispose();
        backbone.Dispose();
    }

    private Contender FullFineTuning(BertModel model)
    {
        owned.Add(model);
        foreach (var parameter in model.parameters())
            parameter.requires_grad = true;

        return TrainingStep.Of("full fine-tuning", () => model.Encode(batch), model);
    }

    private static AdapterConfig Without(AdapterConfig adapters, int dropped) =>
        adapters with { Drop = DropSet.FirstLayers(dropped) };

    private Contender Adapters(string name, AdapterConfig adapters)
    {
        var task = Task(adapters);
        return TrainingStep.Of(name, () => backbone.Encode(batch, task.Plan), task);
    }

    private Contender Cached(string name, AdapterConfig adapters, int layers)
    {
        var task = Task(adapters);
        using var frozen = no_grad();
        var prefix = backbone.EncodePrefix(batch, layers);
        owned.Add(prefix);
        return TrainingStep.Of(name, () => backbone.Resume(prefix, layers, batch, task.Plan), task);
    }

    // Every number of layers once in as many rounds, in an order of its own.
    private Contender Robust(AdapterConfig adapters)
    {
        var task = Task(adapters);
        var plans = Enumerable.Range(0, backbone.Encoder.Layers.Count)
            .Select(dropped => backbone.Compile(Setup.Of(task.Id).Drop(DropSet.FirstLayers(dropped)), [task])).ToArray();
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
