namespace AdapterKit.Benchmarks;

/// <summary>
/// Times adapters at products of sub-layers, alone and in a batch each of whose rows wants another one, and a step of training.
/// </summary>
internal sealed class ProjectionBenchmark : IDisposable
{
    private static readonly string[] QueriesAndValues = ["attention.q", "attention.v"];

    private static readonly AdapterConfig Lora = new(LoraAdapter.Variant) { Points = QueriesAndValues };
    private static readonly AdapterConfig Ia3 =
        new(Ia3Adapter.Variant) { Points = ["attention.k", "attention.v", "feed_forward.fc1"] };

    private readonly BertModel backbone;
    private readonly BertModel tuned;
    private readonly TokenBatch batch;
    private readonly SpeedTask lora;
    private readonly SpeedTask ia3;
    private readonly SpeedTask trained;
    private readonly List<SpeedTask> mixed;

    public ProjectionBenchmark(int layers, int texts, int tokens)
    {
        var config = new BertConfig { Layers = layers };
        (backbone, tuned) = (new BertModel(config), new BertModel(config));
        batch = RandomTokens.Batch(config.Vocabulary, texts, tokens);
        (lora, ia3, trained) = (Create("lora", Lora), Create("ia3", Ia3), Create("trained", Lora));
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
            (Planned("LoRA, queries and values", Compile(lora, PlanPurpose.Training)), Planned("", Compile(lora, PlanPurpose.Inference))),
            (Planned("(IA)³", Compile(ia3, PlanPurpose.Training)), Planned("", Compile(ia3, PlanPurpose.Inference))),
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
        var step = TrainingStep.Of("LoRA, queries and values", () => backbone.Encode(batch, trained.Plan), trained);
        var timings = measurement.Run(full, step);
        MarkdownTable.Write(
            output, ["trained", "step, speed relative to full fine-tuning"], [[step.Name, timings.Ratio(full, step).ToString()]]);
    }

    public void Dispose()
    {
        foreach (var task in mixed.Append(lora).Append(ia3).Append(trained))
            task.Dispose();

        batch.Dispose();
        tuned.Dispose();
        backbone.Dispose();
    }

    private SpeedTask Create(string name, AdapterConfig adapters) => SpeedTask.Named(name, backbone, adapters).WithRandomAdapters();

    private AdapterPlan Compile(SpeedTask task, PlanPurpose purpose) => backbone.Compile(task.Id, [task], purpose);

    private Contender Planned(string name, AdapterPlan plan) => new(name, () => backbone.Encode(batch, plan));
}
