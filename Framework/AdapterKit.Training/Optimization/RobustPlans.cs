namespace AdapterKit.Training;

/// <summary>The plans of robust training: for each step one that leaves a drawn number of the lowest layers without adapters and norms of the task.</summary>
internal sealed class RobustPlans : IDisposable
{
    private readonly AdapterPlan[] plans;
    private readonly int[] dropped;

    public RobustPlans(TaskAdapter task, DropDistribution distribution, int seed, int steps)
    {
        var layers = task.Backbone.Encoder.Layers.Count;
        distribution.Check(layers);
        var random = new Random(seed);
        dropped = [.. Enumerable.Range(0, steps).Select(_ => distribution.Draw(random, layers))];
        plans = [.. Enumerable.Range(0, layers + 1).Select(dropped => task.WithoutLowest(dropped))];
    }

    /// <summary>How many layers each step leaves out, settled before the first: a resumed training meets the same.</summary>
    public IReadOnlyList<int> Dropped => dropped;

    /// <summary>The plan of a step, counted from 0.</summary>
    public AdapterPlan Of(int step) => plans[dropped[step]];

    public void Dispose()
    {
        foreach (var plan in plans)
            plan.Dispose();
    }
}
