namespace AdapterKit.Onnx;

/// <summary>Writes the change of an adapter, with its scaling folded into the up-projection.</summary>
internal static class AdapterWriter
{
    /// <exception cref="OnnxExportException">The variant is of an unknown form.</exception>
    public static OnnxValue WriteDelta(OnnxGraph graph, ResidualAdapter adapter, VariantOptions options, OnnxValue x)
    {
        switch (adapter)
        {
            case IOnnxModule own:
                return own.Write(graph, x);
            case IBottleneck bottleneck:
                return Write(graph, bottleneck, x);
            case ExtendedBottleneckAdapter:
                return new ExtendedBottleneckWriter(graph, adapter, (ExtendedBottleneckOptions)options).WriteDelta(x);
            case NormBiasAdapter:
                return WriteConstant(graph, adapter, x);
        }

        using var folded = adapter.Fold();
        return folded is IBottleneck cheaper
            ? Write(graph, cheaper, x)
            : throw new OnnxExportException(
                $"The adapter {adapter.GetType().Name} cannot be written as ONNX, since it is not a bottleneck. "
                + $"Let it implement {nameof(IOnnxModule)}.");
    }

    /// <summary>Writes the sum of <paramref name="h"/> and the change, for an adapter that norms both.</summary>
    /// <exception cref="OnnxExportException">It is a variant of a user's own.</exception>
    public static OnnxValue WriteNormedSum(
        OnnxGraph graph, ResidualAdapter adapter, VariantOptions options, OnnxValue h, OnnxValue x) =>
        adapter is ExtendedBottleneckAdapter
            ? new ExtendedBottleneckWriter(graph, adapter, (ExtendedBottleneckOptions)options).WriteSum(h, x)
            : throw new OnnxExportException(
                $"The adapter {adapter.GetType().Name} cannot be written as ONNX, since it computes more than a change that is added "
                + $"({nameof(ResidualAdapter.IsAdditive)} is false).");

    /// <summary>Returns <c>s</c>.</summary>
    public static double GetScale(IBottleneck bottleneck) => GetScale(bottleneck.Scaling);

    /// <summary>Returns <c>s</c>, which is 1 without a scaling.</summary>
    public static double GetScale(Scaling? scaling) => scaling is null ? 1 : scaling.Factor?.ToDouble() ?? scaling.Value;

    private static OnnxValue Write(OnnxGraph graph, IBottleneck bottleneck, OnnxValue x)
    {
        using var scope = NewDisposeScope();
        var scale = GetScale(bottleneck);
        var units = graph.Activate(graph.Linear(x, bottleneck.Down, "down"), bottleneck.Activation);
        return graph.Linear(units, bottleneck.Up.weight * scale, bottleneck.Up.bias is { } bias ? bias * scale : null, "up");
    }

    // The same change for every token.
    private static OnnxValue WriteConstant(OnnxGraph graph, ResidualAdapter adapter, OnnxValue x)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var bias = adapter.parameters().Single();
        var change = adapter.Delta(zeros([1, 1, bias.size(0)], bias.dtype, bias.device));
        return graph.Apply("Expand", [graph.Weight(change, "change"), graph.Apply("Shape", [x])]);
    }
}
