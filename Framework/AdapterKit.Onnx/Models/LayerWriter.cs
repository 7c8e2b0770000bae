namespace AdapterKit.Onnx;

/// <summary>Recognizes what a layer does between its insertion points, and writes it.</summary>
/// <remarks>
/// The form that the compiler generates: sub-layers in the order of their declaration, each with its insertion point. Layers that widen
/// hidden states, such as the first of Universal Sentence Encoder lite, project the residual of the first sub-layer and keep padding zero.
/// </remarks>
internal sealed class LayerWriter
{
    private readonly IReadOnlyList<(int Index, Site Site)> sites;
    private readonly IReadOnlyList<(string Name, nn.Module Module)> sublayers;
    private readonly Linear? widening;
    private readonly bool zeroesPadding;

    private LayerWriter(Backbone backbone, int layer, long inputWidth, bool zeroesPadding)
    {
        sites = [.. backbone.Encoder.Sites.Index().Where(entry => entry.Item.Layer == layer)];
        var children = backbone.Encoder.Layers[layer].named_children().ToList();
        sublayers = [.. children.Where(child => child.module is ISublayer)];
        widening = zeroesPadding && sites.Count > 0
            ? children.Select(child => child.module).OfType<Linear>().FirstOrDefault(
                linear => linear.in_features == inputWidth && linear.out_features == sites[0].Site.Point.Width)
            : null;
        this.zeroesPadding = zeroesPadding;
    }

    /// <summary>Recognizes a layer.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <param name="layer">The index of the layer.</param>
    /// <param name="input">The input of the layer for the probe's tokens.</param>
    /// <param name="begin">Begins a pass of the plan that is written, behind the entry.</param>
    /// <param name="output">The output of the layer, owned by the caller.</param>
    /// <exception cref="OnnxExportException">It does something else.</exception>
    public static LayerWriter Find(Backbone backbone, int layer, Tensor input, Func<AdapterPass> begin, out Tensor output)
    {
        using (var expected = begin())
        {
            using var scope = NewDisposeScope();
            output = backbone.Encoder.Layers[layer].call(input, expected).MoveToOuterDisposeScope();
        }

        foreach (var zeroesPadding in new[] { false, true })
        {
            var candidate = new LayerWriter(backbone, layer, input.size(-1), zeroesPadding);
            using var pass = begin();
            using var scope = NewDisposeScope();
            if (candidate.Fits(input) && Probe.AreEqual(output, candidate.Run(input, pass)))
                return candidate;
        }

        output.Dispose();
        throw new OnnxExportException(
            $"Layer {layer} of backbone '{backbone.Id}' ({backbone.Encoder.Layers[layer].GetType().Name}) computes something between its "
            + "insertion points that cannot be written as ONNX. Supported are layers whose forward the compiler generates.");
    }

    /// <summary>Writes the layer with a task's adapters.</summary>
    public OnnxValue Write(OnnxGraph graph, SiteWriter task, OnnxValue h)
    {
        var residual = widening is null ? h : graph.ZeroPadding(graph.Linear(h, widening, nameof(widening)));
        foreach (var ((_, site), (name, module)) in sites.Zip(sublayers))
        {
            var input = task.Before(site, h);
            var sublayer = graph.In(name, () => SublayerWriter.Write(graph, module, input, task));
            h = task.After(site, ZeroesAfter(site) ? graph.ZeroPadding(sublayer) : sublayer, residual);
            residual = h;
        }

        return h;
    }

    private Tensor Run(Tensor h, AdapterPass pass)
    {
        var residual = widening is null ? h : ZeroPadding(widening.call(h), pass);
        foreach (var ((index, site), (_, module)) in sites.Zip(sublayers))
        {
            var input = site.Point.Placement == NormPlacement.Pre ? pass.Before(index, h) : h;
            var sublayer = Call(module, input, pass);
            h = pass.After(index, ZeroesAfter(site) ? ZeroPadding(sublayer, pass) : sublayer, residual);
            residual = h;
        }

        return h;
    }

    private bool Fits(Tensor input) => sublayers.Count == sites.Count
        && (sites.Count == 0 || widening is not null || input.size(-1) == sites[0].Site.Point.Width);

    private bool ZeroesAfter(Site site) => zeroesPadding && site == sites[^1].Site;

    private static Tensor ZeroPadding(Tensor h, AdapterPass pass) => pass.TokenMask is { } mask ? h * mask.unsqueeze(-1) : h;

    private static Tensor Call(nn.Module sublayer, Tensor x, AdapterPass pass) => sublayer switch
    {
        nn.Module<Tensor, AdapterPass, Tensor> masked => masked.call(x, pass),
        nn.Module<Tensor, Tensor> plain => plain.call(x),
        _ => throw new OnnxExportException($"The sub-layer {sublayer.GetType().Name} cannot be called with hidden states."),
    };
}
