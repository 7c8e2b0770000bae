namespace AdapterKit.Benchmarks;

/// <summary>A task whose adapters the benchmark chooses.</summary>
[TaskAdapter("speed", Backbone = "bert")]
[Labels("no", "yes")]
internal sealed partial class SpeedTask : ClassificationTask<BottleneckAdapter>
{
    /// <summary>Adapters that change something, so that comparing outputs says something.</summary>
    public SpeedTask WithRandomAdapters()
    {
        using var frozen = no_grad();
        foreach (var (_, parameter) in named_parameters().Where(entry => entry.name.Contains(".adapter.", StringComparison.Ordinal)))
            nn.init.normal_(parameter, 0, 0.02);

        return this;
    }
}
