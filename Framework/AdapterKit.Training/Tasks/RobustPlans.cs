namespace AdapterKit.Training;

/// <summary>The plans of robust training: each step drops the task's adapters and norms from a drawn number of first layers.</summary>
internal sealed class RobustPlans : IDisposable
{
    private readonly AdapterPlan[] plans;
    private readonly List<int> dropped = [];
    private readonly Func<int> draw;

    /// <exception cref="ArgumentException">The distribution does not fit the backbone.</exception>
    public RobustPlans(TaskAdapter task, DropDistribution distribution, int seed)
    {
        var layers = task.Backbone.Encoder.Layers.Count;
        distribution.Validate(layers);
        var random = new Random(seed);
        draw = () => distribution.Draw(random, layers);
        plans = [.. Enumerable.Range(0, layers + 1).Select(count => task.PlanWithoutFirstLayers(count))];
    }

    /// <summary>Returns the plan of a step, counted from 0.</summary>
    public AdapterPlan GetPlan(int step)
    {
        // Earlier steps are drawn first, so that a resumed training drops the same layers.
        while (dropped.Count <= step)
            dropped.Add(draw());

        return plans[dropped[step]];
    }

    public void Dispose()
    {
        foreach (var plan in plans)
            plan.Dispose();
    }
}
