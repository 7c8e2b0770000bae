namespace AdapterKit.Benchmarks;

/// <summary>A task whose adapters the benchmark chooses.</summary>
[TaskAdapter("speed", Backbone = "bert")]
[Labels("no", "yes")]
internal sealed partial class SpeedTask : ClassificationTask<BottleneckAdapter>
{
    private SpeedTask(string name, Backbone backbone, AdapterConfig config)
        : base(new TaskDeclaration(name, "bert", Declared.Labels, config, (on, with) => new SpeedTask(name, on, with)), backbone, config)
    {
    }

    /// <summary>The same task under another name, for setups of many.</summary>
    public static SpeedTask Named(string name, Backbone backbone, AdapterConfig config) => new(name, backbone, config);

    /// <summary>Adapters that change something, so that comparing outputs says something.</summary>
    public SpeedTask WithRandomAdapters()
    {
        using var frozen = no_grad();
        foreach (var (_, parameter) in named_parameters().Where(entry => entry.name.Contains(".adapter.", StringComparison.Ordinal)))
            nn.init.normal_(parameter, 0, 0.02);

        return this;
    }
}
