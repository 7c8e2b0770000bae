namespace AdapterKit.Training;

/// <summary>The plans of robust training: each step drops the task's adapters and norms from a drawn number of first layers.</summary>
internal sealed class RobustPlans : IDisposable
{
    private readonly AdapterPlan[] plans;
    private readonly int[] dropped;

    /// <exception cref="ArgumentException">The distribution does not fit the backbone.</exception>
    public RobustPlans(TaskAdapter task, DropDistribution distribution, int seed, int steps)
    {
        var layers = task.Backbone.Encoder.Layers.Count;
        distribution.Validate(layers);
        var random = new Random(seed);
        // All steps are drawn before the first one, so that a resumed training drops the same layers.
        dropped = [.. Enumerable.Range(0, steps).Select(_ => distribution.Draw(random, layers))];
        plans = [.. Enumerable.Range(0, layers + 1).Select(count => task.PlanWithoutFirstLayers(count))];
    }

    /// <summary>Returns the plan of a step, counted from 0.</summary>
    public AdapterPlan GetPlan(int step) => plans[dropped[step]];

    public void Dispose()
    {
        foreach (var plan in plans)
            plan.Dispose();
    }
}
