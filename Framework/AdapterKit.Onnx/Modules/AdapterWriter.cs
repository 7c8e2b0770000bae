namespace AdapterKit.Onnx;

/// <summary>Writes the change of an adapter, with its scaling folded into the up-projection.</summary>
internal static class AdapterWriter
{
    /// <exception cref="OnnxExportException">The variant is of an unknown form.</exception>
    public static OnnxValue WriteDelta(OnnxGraph graph, ResidualAdapter adapter, OnnxValue x)
    {
        if (adapter is IOnnxModule own)
            return own.Write(graph, x);
        if (adapter is not IBottleneck bottleneck)
        {
            using var folded = adapter.Fold();
            if (folded is IBottleneck)
                return WriteDelta(graph, folded, x);

            throw new OnnxExportException(
                $"The adapter {adapter.GetType().Name} cannot be written as ONNX, since it is not a bottleneck. "
                + $"Let it implement {nameof(IOnnxModule)}.");
        }

        using var scope = NewDisposeScope();
        var scale = GetScale(bottleneck);
        var units = graph.Activate(graph.Linear(x, bottleneck.Down, "down"), bottleneck.Activation);
        return graph.Linear(units, bottleneck.Up.weight * scale, bottleneck.Up.bias is { } bias ? bias * scale : null, "up");
    }

    /// <summary>Returns <c>s</c>.</summary>
    public static double GetScale(IBottleneck bottleneck) =>
        bottleneck.Scaling is { } scaling ? scaling.Factor?.ToDouble() ?? scaling.Value : 1;
}
