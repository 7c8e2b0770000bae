namespace AdapterKit.Benchmarks;

/// <summary>Times generated tokens.</summary>
internal sealed class DecodingBenchmark : IDisposable
{
    private const int PromptTokens = 16;

    private const int Vocabulary = 8000;

    private static readonly LlamaConfig Llama = new()
    {
        Vocabulary = Vocabulary,
        Hidden = 512,
        Layers = 8,
        Heads = 8,
        KeyValueHeads = 2,
        Intermediate = 1408,
        Positions = 1024,
    };

    private static readonly T5Config T5 = new()
    {
        Vocabulary = Vocabulary,
        Hidden = 512,
        HeadWidth = 64,
        Layers = 6,
        DecoderLayers = 6,
        Heads = 8,
        Intermediate = 1408,
        FeedForward = "gated-gelu",
        IsTied = false,
    };

    private readonly PretrainedBackbone backbone;
    private readonly List<SpeedTask> tasks;
    private readonly int[][] prompts;
    private readonly GenerationOptions options;

    /// <param name="model">The model that writes: <c>llama</c>, or the encoder-decoder <c>t5</c>.</param>
    /// <param name="rows">The rows that are written together.</param>
    /// <param name="tokens">The new tokens of each row.</param>
    public DecodingBenchmark(string model, int rows, int tokens)
    {
        var identity = new PretrainedIdentity(model, "random");
        backbone = model == "t5" ? new T5Model(T5, identity) : new LlamaModel(Llama, identity);
        foreach (var parameter in backbone.parameters())
            parameter.requires_grad = false;

        backbone.eval();
        var any = new Random(rows);
        string[] across = model == "t5" ? ["cross_attention.q", "cross_attention.v"] : [];
        var lora = new AdapterConfig(LoraAdapter.Variant) { Points = ["attention.q", "attention.v", .. across] };
        tasks = [.. Enumerable.Range(0, rows).Select(row => SpeedTask.Named($"row-{row}", backbone, lora).WithRandomAdapters())];
        prompts = [.. Enumerable.Range(0, rows).Select(
            _ => Enumerable.Range(0, PromptTokens).Select(_ => any.Next(Vocabulary)).ToArray())];
        options = new GenerationOptions { MaxNewTokens = tokens };
    }

    public void Run(InterleavedMeasurement measurement, TextWriter output)
    {
        using var bare = backbone.Compile(Setup.Bare, []);
        using var one = backbone.Compile(tasks[0].Id, tasks, PlanPurpose.Inference);
        using var own = backbone.Compile(
            Setup.BatchSplit([.. tasks.Select(task => Setup.Of(task.Id))]), tasks, PlanPurpose.Inference);
        var @base = Generate("bare", bare, options);
        Contender[] contenders =
        [
            Generate("one LoRA for all rows", one, options),
            Generate($"{tasks.Count} rows, each with a LoRA of its own", own, options),
            Generate("bare, without a cache", bare, options with { UsesCache = false }),
        ];
        var timings = measurement.Run([@base, .. contenders]);
        output.WriteLine($"bare: {tasks.Count * options.MaxNewTokens / timings.Median(@base) * 1000:0} tokens per second");
        MarkdownTable.Write(
            output,
            ["rows", "tokens per second relative to bare"],
            contenders.Select(contender => new[] { contender.Name, timings.Ratio(@base, contender).ToString() }));
    }

    public void Dispose()
    {
        tasks.ForEach(task => task.Dispose());
        backbone.Dispose();
    }

    private Contender Generate(string name, AdapterPlan plan, GenerationOptions how) => new(name, () =>
    {
        var generated = backbone.Generate(prompts, plan, how);
        return tensor(generated[0].Length);
    });
}
