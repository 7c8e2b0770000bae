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
        var values = new SiteValues(sublayer, residual, h => WriteNormAfter(site, h));
        if (drop.Contains(site) || FindStep(site) is not { } step)
            return values.Norm(values.WriteSum(graph));
        if (step.Placement != AdapterPlacement.AfterNorm)
            return values.Norm(step.WriteSum(graph, values));

        return step.WriteSum(graph, new SiteValues(values.Norm(values.WriteSum(graph)), Residual: null, static h => h));
    });

    private OnnxValue WriteNormAfter(Site site, OnnxValue h) => site.Point.Placement == NormPlacement.Post ? WriteNorm(site, h) : h;

    private OnnxValue WriteNorm(Site site, OnnxValue h)
    {
        var own = drop.Contains(site) ? null : task.NormAt(site);
        return (own ?? site.Point.Norm) is { } norm ? graph.Norm(h, norm, $"{site.Point.Name}.norm") : h;
    }

    private ISiteStep? FindStep(Site site)
    {
        if (task.AdapterAt(site) is { } adapter)
            return new AdapterStep(adapter, task.Config.Placement);

        return FusedSite.Find(task, site) is { } fusion ? FusionWriter.Create(fusion) : null;
    }
}
