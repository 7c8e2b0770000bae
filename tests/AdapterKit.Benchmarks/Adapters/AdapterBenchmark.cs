namespace AdapterKit.Benchmarks;

/// <summary>Times base, Pfeiffer and Houlsby through the layers of one random BERT, each generated and written by hand.</summary>
internal sealed class AdapterBenchmark : IDisposable
{
    private const string FeedForward = "feed_forward";

    private readonly BertConfig config;
    private readonly BertModel backbone;
    private readonly SpeedTask pfeiffer;
    private readonly SpeedTask houlsby;
    private readonly TokenBatch batch;
    private readonly Tensor embedded;

    public AdapterBenchmark(int layers, int texts, int tokens)
    {
        config = new BertConfig { Layers = layers };
        backbone = new BertModel(config);
        pfeiffer = Task(
            new(BottleneckAdapter.Variant) { Placement = AdapterPlacement.Pfeiffer, Points = [FeedForward], TuneNorms = false });
        houlsby = Task(new(BottleneckAdapter.Variant) { Placement = AdapterPlacement.Sequential });
        batch = RandomTokens.Batch(config.Vocabulary, texts, tokens);
        using var frozen = no_grad();
        embedded = backbone.Embed(batch);
    }

    public void Run(InterleavedMeasurement measurement, TextWriter output)
    {
        var @base = new Pair("base", Generated("base", backbone.Compile(Setup.Bare, [])), HandWritten("base", Base));
        Pair[] pairs =
        [
            @base,
            new("Pfeiffer", Generated("Pfeiffer", pfeiffer.Plan), HandWritten("Pfeiffer", Pfeiffer)),
            new("Houlsby", Generated("Houlsby", houlsby.Plan), HandWritten("Houlsby", Houlsby)),
        ];
        foreach (var pair in pairs)
            Agreement.Require(pair.Generated, pair.HandWritten);

        var timings = measurement.Run([.. pairs.SelectMany(pair => new[] { pair.Generated, pair.HandWritten })]);
        MarkdownTable.Write(
            output,
            ["layers", "ms", "speed relative to base", "time relative to hand-written"],
            pairs.Select(pair => new[]
            {
                pair.Name,
                $"{timings.Median(pair.Generated):0}",
                pair == @base ? "1" : timings.Ratio(@base.Generated, pair.Generated).ToString(),
                timings.Ratio(pair.Generated, pair.HandWritten).ToString(),
            }));
    }

    public void Dispose()
    {
        embedded.Dispose();
        batch.Dispose();
        houlsby.Dispose();
        pfeiffer.Dispose();
        backbone.Dispose();
    }

    private Contender Generated(string name, AdapterPlan plan) => new($"{name}, generated", () =>
    {
        using var pass = plan.BeginPass(batch);
        return backbone.Encoder.call(embedded, pass);
    });

    private Contender HandWritten(string name, Func<AdaptedLayer, Site[], HandWrittenLayer> write)
    {
        var sites = backbone.Encoder.Sites.ToLookup(site => site.Layer);
        var stack = new HandWrittenStack(backbone.Encoder.Layers.Select((layer, index) => write(layer, [.. sites[index]])));
        return new($"{name}, hand-written", () => stack.Forward(embedded));
    }

    private HandWrittenLayer Base(AdaptedLayer layer, Site[] sites) => new(layer, config.Heads);

    private HandWrittenPfeifferLayer Pfeiffer(AdaptedLayer layer, Site[] sites) => new(layer, config.Heads, pfeiffer, sites[1]);

    private HandWrittenHoulsbyLayer Houlsby(AdaptedLayer layer, Site[] sites) => new(layer, config.Heads, houlsby, sites[0], sites[1]);

    private SpeedTask Task(AdapterConfig adapters) => new SpeedTask(backbone, adapters).WithRandomAdapters();
}
