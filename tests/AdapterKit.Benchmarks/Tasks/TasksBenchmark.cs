namespace AdapterKit.Benchmarks;

/// <summary>
/// Times many Pfeiffer adapters on the same texts: a pass for each, and one pass for all, with and without the first layers' adapters.
/// </summary>
internal sealed class TasksBenchmark : IDisposable
{
    private readonly BertModel backbone;
    private readonly TokenBatch batch;
    private readonly List<SpeedTask> tasks;
    private readonly List<AdapterPlan> plans = [];

    public TasksBenchmark(int layers, int texts, int tokens, int most)
    {
        var config = new BertConfig { Layers = layers };
        backbone = new BertModel(config);
        var adapters = new AdapterConfig(BottleneckAdapter.Variant)
        {
            Placement = AdapterPlacement.Pfeiffer,
            Points = ["feed_forward"],
            TuneNorms = false,
        };
        tasks = [.. Enumerable.Range(0, most).Select(number => SpeedTask.Named($"task-{number}", backbone, adapters).WithRandomAdapters())];
        batch = RandomTokens.Batch(config.Vocabulary, texts, tokens);
    }

    public void Run(IReadOnlyList<int> counts, int dropped, InterleavedMeasurement measurement, TextWriter output)
    {
        using var scope = NewDisposeScope();
        var entries = counts.Select(count => (
            Count: count,
            Apart: Apart(count, 0),
            Together: Together(count, 0),
            Dropped: Together(count, dropped))).ToList();
        foreach (var (count, apart, together, shared) in entries)
        {
            Agreement.Require(apart, together);
            Agreement.Require(Apart(count, dropped), shared);
        }

        var timings = measurement.Run([.. entries.SelectMany(entry => new[] { entry.Apart, entry.Together, entry.Dropped })]);
        MarkdownTable.Write(
            output,
            [
                "tasks",
                "one pass, speed relative to a pass each",
                $"n = {dropped}, speed relative to n = 0",
                "bound by layers",
                $"n = {dropped}, speed relative to a pass each",
                "bound by layers",
            ],
            entries.Select(entry => new[]
            {
                $"{entry.Count}",
                timings.Ratio(entry.Apart, entry.Together).ToString(),
                timings.Ratio(entry.Together, entry.Dropped).ToString(),
                $"{Layers(entry.Count, 0) / Layers(entry.Count, dropped):0.00}",
                timings.Ratio(entry.Apart, entry.Dropped).ToString(),
                $"{entry.Count * Layers(1, 0) / Layers(entry.Count, dropped):0.00}",
            }));
    }

    public void Dispose()
    {
        batch.Dispose();
        plans.ForEach(plan => plan.Dispose());
        foreach (var task in tasks)
            task.Dispose();

        backbone.Dispose();
    }

    // Rücklé et al. 2021: rows are repeated at the end of the first layer with an adapter.
    private double Layers(int count, int dropped) => dropped + 1 + ((backbone.Encoder.Layers.Count - 1 - dropped) * (double)count);

    private Contender Apart(int count, int dropped)
    {
        var each = tasks.Take(count).Select(task => Keep(backbone.Compile(Without(task, dropped), tasks))).ToList();
        return new($"{count} passes", () =>
        {
            using var scope = NewDisposeScope();
            return cat([.. each.Select(plan => backbone.Encode(batch, plan))]).MoveToOuterDisposeScope();
        });
    }

    private Contender Together(int count, int dropped)
    {
        var setup = Setup.Parallel([.. tasks.Take(count).Select(task => Without(task, dropped))]);
        var plan = Keep(backbone.Compile(setup, tasks, PlanPurpose.Inference));
        return new($"{count} together, n = {dropped}", () => backbone.Encode(batch, plan));
    }

    private AdapterPlan Keep(AdapterPlan plan)
    {
        plans.Add(plan);
        return plan;
    }

    private static DropSetup Without(TaskAdapter task, int dropped) => Setup.Of(task.Id).Drop(DropSet.FirstLayers(dropped));
}
