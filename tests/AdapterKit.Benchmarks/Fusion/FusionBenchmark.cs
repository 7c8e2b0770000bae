namespace AdapterKit.Benchmarks;

/// <summary>
/// Times fusions of Pfeiffer adapters after feed-forward, as the paper writes them and as plans fold them, beside the bare backbone.
/// </summary>
internal sealed class FusionBenchmark : IDisposable
{
    private readonly BertConfig config;
    private readonly BertModel backbone;
    private readonly TokenBatch batch;
    private readonly Tensor embedded;
    private readonly List<SpeedTask> sources;

    public FusionBenchmark(int layers, int texts, int tokens, int most)
    {
        config = new BertConfig { Layers = layers };
        backbone = new BertModel(config);
        var adapters = new AdapterConfig(BottleneckAdapter.Variant)
        {
            Placement = AdapterPlacement.Pfeiffer,
            Points = ["feed_forward"],
            TuneNorms = false,
        };
        sources =
            [.. Enumerable.Range(0, most).Select(number => SpeedTask.Named($"source-{number}", backbone, adapters).WithRandomAdapters())];
        foreach (var source in sources)
            source.Freeze();

        batch = RandomTokens.Batch(config.Vocabulary, texts, tokens);
        using var frozen = no_grad();
        embedded = backbone.Embed(batch);
    }

    public void Run(IReadOnlyList<int> counts, InterleavedMeasurement measurement, TextWriter output)
    {
        var @base = Planned("base", backbone.Compile(Setup.Bare, []));
        var fused = counts.Select(Fuse).ToList();
        foreach (var entry in fused)
            Agreement.Require(entry.Folded, entry.Textbook);

        var timings = measurement.Run([@base, .. fused.SelectMany(entry => new[] { entry.Folded, entry.Textbook })]);
        MarkdownTable.Write(
            output,
            ["members", "folded, speed relative to base", "bound by multiplications", "textbook, speed relative to base"],
            fused.Select(entry => new[]
            {
                $"{entry.Count}",
                timings.Ratio(@base, entry.Folded).ToString(),
                $"{Bound(entry.Count):0.00}",
                timings.Ratio(@base, entry.Textbook).ToString(),
            }));
        foreach (var entry in fused)
        {
            entry.Plan.Dispose();
            entry.Task.Dispose();
        }
    }

    /// <summary>The bare backbone, or a fusion in one of its two forms; what it needs lives as long as the benchmark.</summary>
    /// <param name="members">How many adapters are fused; none for the bare backbone.</param>
    /// <param name="textbook">Whether the fusion is evaluated as the paper writes it.</param>
    /// <param name="planAlone">Whether the folded plan is all that stays in memory of the fusion and its members.</param>
    public Contender Only(int members, bool textbook, bool planAlone)
    {
        if (members == 0)
            return Planned("base", backbone.Compile(Setup.Bare, []));

        var fused = Fuse(members);
        if (textbook)
            return fused.Textbook;

        if (planAlone)
        {
            fused.Task.Dispose();
            sources.ForEach(source => source.Dispose());
        }

        return fused.Folded;
    }

    /// <summary>Times a step of training: forward, backward and AdamW, the projections of the fusion trained and all else frozen.</summary>
    public void Train(IReadOnlyList<int> counts, InterleavedMeasurement measurement, TextWriter output)
    {
        using var full = new BertModel(config);
        foreach (var parameter in full.parameters())
            parameter.requires_grad = true;

        var tuning = TrainingStep.Of("full fine-tuning", () => full.Encode(batch), full);
        var fused = counts.Select(Fuse).ToList();
        var steps = fused.Select(entry => (
            entry.Count,
            Ours: TrainingStep.Of($"{entry.Count} members", () => backbone.Encode(batch, entry.Task.Plan), entry.Task),
            Textbook: TrainingStep.Of($"{entry.Count} textbook", entry.Textbook.Run, entry.Task))).ToList();
        var timings = measurement.Run([tuning, .. steps.SelectMany(step => new[] { step.Ours, step.Textbook })]);
        MarkdownTable.Write(
            output,
            [
                "members",
                "step, speed relative to full fine-tuning",
                "textbook, speed relative to full fine-tuning",
                "speed relative to textbook",
            ],
            steps.Select(step => new[]
            {
                $"{step.Count}",
                timings.Ratio(tuning, step.Ours).ToString(),
                timings.Ratio(tuning, step.Textbook).ToString(),
                timings.Ratio(step.Textbook, step.Ours).ToString(),
            }));
        foreach (var entry in fused)
        {
            entry.Plan.Dispose();
            entry.Task.Dispose();
        }
    }

    public void Dispose()
    {
        embedded.Dispose();
        batch.Dispose();
        foreach (var source in sources)
            source.Dispose();

        backbone.Dispose();
    }

    private (int Count, SpeedTask Task, AdapterPlan Plan, Contender Folded, Contender Textbook) Fuse(int count)
    {
        var members = sources.Take(count).ToList();
        var setup = Setup.Fuse([.. members.Select(member => Setup.Of(member.Id))]);
        var task = SpeedTask.Named($"fused-{count}", backbone, AdapterConfig.Fused(new FusionConfig(setup)) with { Members = members });
        var plan = backbone.Compile(Setup.Of(task.Id), [task], PlanPurpose.Inference);
        var sites = backbone.Encoder.Sites.Where(site => task.FusionAt(site) is not null).ToArray();
        var stack = new HandWrittenStack(backbone.Encoder.Layers.Select((layer, index) => new TextbookFusionLayer(
            layer, config.Heads, task.FusionAt(sites[index])!, [.. members.Select(member => member.AdapterAt(sites[index])!)])));
        return (count, task, plan, Planned($"{count} folded", plan), new($"{count} textbook", () => stack.Forward(embedded)));
    }

    private Contender Planned(string name, AdapterPlan plan) => new(name, () => Encode(backbone, plan));

    private Tensor Encode(BertModel model, AdapterPlan plan)
    {
        using var pass = plan.BeginPass(batch);
        return model.Encoder.call(embedded, pass);
    }

    // The fusion adds 3·N·m·d to a layer.
    private double Bound(int members)
    {
        var count = new Multiplications(config, batch.Ids.size(1));
        return count.Layer / (count.Layer + (3 * members * count.Projection));
    }
}
