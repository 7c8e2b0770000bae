namespace AdapterKit.Benchmarks;

/// <summary>
/// Times adapters of each method, alone and in a batch each of whose rows wants another LoRA, and a step of training.
/// </summary>
internal sealed class ProjectionBenchmark : IDisposable
{
    private static readonly string[] QueriesAndValues = ["attention.q", "attention.v"];

    private static readonly AdapterConfig Lora = new(LoraAdapter.Variant) { Points = QueriesAndValues };

    private static readonly (string Name, AdapterConfig Adapters)[] Kinds =
    [
        ("LoRA, queries and values", Lora),
        ("DoRA, queries and values", new(DoraAdapter.Variant) { Points = QueriesAndValues }),
        ("(IA)³", new(Ia3Adapter.Variant) { Points = ["attention.k", "attention.v", "feed_forward.fc1"] }),
        ("prefixes of 30", new(PrefixAdapter.Variant) { Options = new PrefixOptions { Length = 30 } }),
        ("Compacter", new(CompacterAdapter.Variant) { TuneNorms = false }),
    ];

    private readonly BertModel backbone;
    private readonly BertModel tuned;
    private readonly TokenBatch batch;
    private readonly List<SpeedTask> alone;
    private readonly List<SpeedTask> mixed;

    public ProjectionBenchmark(int layers, int texts, int tokens)
    {
        var config = new BertConfig { Layers = layers };
        (backbone, tuned) = (new BertModel(config), new BertModel(config));
        batch = RandomTokens.Batch(config.Vocabulary, texts, tokens);
        alone = [.. Kinds.Select(kind => Create(kind.Adapters.Variant.Id, kind.Adapters))];
        mixed = [.. Enumerable.Range(0, texts).Select(row => Create($"row-{row}", Lora))];
        foreach (var parameter in tuned.parameters())
            parameter.requires_grad = true;
    }

    public void RunInference(InterleavedMeasurement measurement, TextWriter output)
    {
        var @base = Planned("base", backbone.Compile(Setup.Bare, []));
        Setup rows = Setup.BatchSplit([.. mixed.Select(task => Setup.Of(task.Id))]);
        (Contender Live, Contender Folded)[] pairs =
        [
            .. Kinds.Zip(alone, (kind, task) => (
                Planned(kind.Name, Compile(task, PlanPurpose.Training)), Planned("", Compile(task, PlanPurpose.Inference)))),
            (
                Planned($"{mixed.Count} rows, each with a LoRA of its own", backbone.Compile(rows, mixed)),
                Planned("", backbone.Compile(rows, mixed, PlanPurpose.Inference))),
        ];
        foreach (var (live, folded) in pairs)
            Agreement.Require(live, folded);

        var timings = measurement.Run([@base, .. pairs.SelectMany(pair => new[] { pair.Live, pair.Folded })]);
        MarkdownTable.Write(
            output,
            ["adapters", "live, speed relative to base", "folded, speed relative to base"],
            pairs.Select(pair => new[]
            {
                pair.Live.Name, timings.Ratio(@base, pair.Live).ToString(), timings.Ratio(@base, pair.Folded).ToString(),
            }));
    }

    public void RunTraining(InterleavedMeasurement measurement, TextWriter output)
    {
        var full = TrainingStep.Of("full fine-tuning", () => tuned.Encode(batch), tuned);
        Contender[] steps =
            [.. Kinds.Zip(alone, (kind, task) => TrainingStep.Of(kind.Name, () => backbone.Encode(batch, task.Plan), task))];
        var timings = measurement.Run([full, .. steps]);
        MarkdownTable.Write(
            output,
            ["trained", "step, speed relative to full fine-tuning"],
            steps.Select(step => new[] { step.Name, timings.Ratio(full, step).ToString() }));
    }

    public void Dispose()
    {
        foreach (var task in mixed.Concat(alone))
            task.Dispose();

        batch.Dispose();
        tuned.Dispose();
        backbone.Dispose();
    }

    private SpeedTask Create(string name, AdapterConfig adapters) => SpeedTask.Named(name, backbone, adapters).WithRandomAdapters();

    private AdapterPlan Compile(SpeedTask task, PlanPurpose purpose) => backbone.Compile(task.Id, [task], purpose);

    private Contender Planned(string name, AdapterPlan plan) => new(name, () => backbone.Encode(batch, plan));
}
