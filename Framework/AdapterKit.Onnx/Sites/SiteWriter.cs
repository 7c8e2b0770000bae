namespace AdapterKit.Onnx;

/// <summary>Writes the sites of one task: norm, residual, and the task's adapter or fusion.</summary>
/// <param name="graph">The graph.</param>
/// <param name="task">The task.</param>
/// <param name="drop">The sites at which it is left out.</param>
internal sealed class SiteWriter(OnnxGraph graph, TaskAdapter task, DropSet drop)
{
    /// <summary>Writes the norm in front of a pre-norm sub-layer.</summary>
    public OnnxValue Before(Site site, OnnxValue h) => site.Point.Placement == NormPlacement.Pre ? WriteNorm(site, h) : h;

    /// <summary>Writes residual, norm and adapter.</summary>
    public OnnxValue After(Site site, OnnxValue sublayer, OnnxValue residual) => graph.In(site.Point.Name, () =>
    {
        var output = WriteNorm(site, sublayer, task.OutputNormAt(site), site.Point.OutputNorm, "output_norm");
        var values = new SiteValues(output, residual, h => WriteNormAfter(site, h));
        if (drop.Contains(site) || FindStep(site) is not { } step)
            return values.Norm(values.WriteSum(graph));
        if (step.Placement != AdapterPlacement.AfterNorm)
            return values.Norm(step.WriteSum(graph, values));

        return step.WriteSum(graph, new SiteValues(values.Norm(values.WriteSum(graph)), Residual: null, static h => h));
    });

    /// <summary>Writes a product of a sub-layer, with the task's adapters merged into its weights.</summary>
    /// <exception cref="OnnxExportException">An adapter cannot be merged.</exception>
    public OnnxValue Project(OnnxValue x, Linear linear, string name)
    {
        var adapters = FindAdapters(linear).ToList();
        if (adapters.Count == 0)
            return graph.Linear(x, linear, name);

        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        var weight = linear.weight.clone();
        var bias = linear.bias?.clone() ?? weight.new_zeros(weight.size(0));
        foreach (var (part, adapter) in adapters)
        {
            if (!adapter.TryMerge(weight.narrow(0, part.FirstRow, part.Rows), bias.narrow(0, part.FirstRow, part.Rows)))
            {
                throw new OnnxExportException(
                    $"Adapters of class '{adapter.GetType().Name}' cannot be written as ONNX: they cannot be merged into the weights of "
                    + $"a product. Override {nameof(ProjectionAdapter.TryMerge)} if they can.");
            }
        }

        return graph.Linear(x, weight, bias, name);
    }

    /// <summary>Whether the task has an adapter at a product of a sub-layer.</summary>
    public bool ChangesProductOf(nn.Module sublayer) =>
        sublayer is IProjected projected && projected.Projections.Any(projection => FindAdapters(projection.Linear).Any());

    /// <summary>Finds the keys and values that the task adds to an attention; <see langword="null"/> for none.</summary>
    /// <exception cref="OnnxExportException">They depend on the text.</exception>
    public MemoryAdapter? FindMemory(IAttention attention)
    {
        var site = task.Backbone.Encoder.MemorySites.First(site => ReferenceEquals(site.Attention, attention));
        if (drop.Contains(site) || task.AdapterAt(site) is not { } adapter)
            return null;

        return !adapter.ReadsInput
            ? adapter
            : throw new OnnxExportException(
                $"Adapters of class '{adapter.GetType().Name}' with gates cannot be written as ONNX. Train the task without gates.");
    }

    private IEnumerable<(ProjectionPart Part, ProjectionAdapter Adapter)> FindAdapters(Linear linear) =>
        from site in task.Backbone.Encoder.ProjectionSites
        where ReferenceEquals(task.Backbone.Encoder.Projections[site.Projection], linear) && !drop.Contains(site)
        let adapter = task.AdapterAt(site)
        where adapter is not null
        select (site.Part, adapter);

    private OnnxValue WriteNormAfter(Site site, OnnxValue h) => site.Point.Placement == NormPlacement.Post ? WriteNorm(site, h) : h;

    private OnnxValue WriteNorm(Site site, OnnxValue h) => WriteNorm(site, h, task.NormAt(site), site.Point.Norm, "norm");

    private OnnxValue WriteNorm(
        Site site, OnnxValue h, nn.Module<Tensor, Tensor>? own, nn.Module<Tensor, Tensor>? backbones, string name)
    {
        return ((drop.Contains(site) ? null : own) ?? backbones) switch
        {
            null => h,
            LayerNorm norm => graph.Norm(h, norm, $"{site.Point.Name}.{name}"),
            var other => throw new OnnxExportException(
                $"The norm at '{site}' is of type {other.GetType().Name}. Supported are layers with LayerNorm."),
        };
    }

    private ISiteStep? FindStep(Site site)
    {
        if (task.AdapterAt(site) is { } adapter)
            return new AdapterStep(adapter, task.Config.FindSet(site)!);

        return FusedSite.Find(task, site) is { } fusion ? FusionWriter.Create(fusion) : null;
    }
}
