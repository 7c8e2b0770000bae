namespace AdapterKit.Onnx;

/// <summary>Modules of TorchSharp as operators, for <see cref="IOnnxModule"/>.</summary>
public static class OnnxLayers
{
    /// <summary>Writes <c>W x + b</c>.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="x">Any shape, with the input's width last.</param>
    /// <param name="linear">The module.</param>
    /// <param name="name">The name of its weights.</param>
    public static OnnxValue Linear(this OnnxGraph graph, OnnxValue x, Linear linear, string name)
    {
        ArgumentNullException.ThrowIfNull(linear);
        return graph.Linear(x, linear.weight, linear.bias, name);
    }

    /// <summary>Writes a layer norm.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="x">Any shape, with the normalized width last.</param>
    /// <param name="norm">The module.</param>
    /// <param name="name">The name of its weights.</param>
    /// <exception cref="OnnxExportException">It normalizes several dimensions.</exception>
    public static OnnxValue Norm(this OnnxGraph graph, OnnxValue x, LayerNorm norm, string name)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(norm);
        if (norm.normalized_shape is not [var width])
            throw new OnnxExportException($"The norm '{name}' normalizes several dimensions. Supported are norms of the last one.");

        using var scope = NewDisposeScope();
        var scale = graph.Weight(norm.weight is { } weight ? weight : ones(width), name + ".weight");
        var shift = graph.Weight(norm.bias is { } bias ? bias : zeros(width), name + ".bias");
        return graph.Apply("LayerNormalization", [x, scale, shift], ("axis", -1), ("epsilon", norm.eps));
    }

    /// <summary>Writes <c>W x + b</c>, with the weights of a product that was folded.</summary>
    internal static OnnxValue Linear(this OnnxGraph graph, OnnxValue x, Tensor weight, Tensor? bias, string name)
    {
        using var transposed = weight.detach().t();
        var product = graph.Apply("MatMul", [x, graph.Weight(transposed, name + ".weight")]);
        return bias is null ? product : graph.Apply("Add", [product, graph.Weight(bias, name + ".bias")]);
    }

    internal static OnnxValue Add(this OnnxGraph graph, OnnxValue x, OnnxValue y) => graph.Apply("Add", [x, y]);

    internal static OnnxValue Mul(this OnnxGraph graph, OnnxValue x, OnnxValue y) => graph.Apply("Mul", [x, y]);

    internal static OnnxValue Mul(this OnnxGraph graph, OnnxValue x, double factor) => graph.Mul(x, graph.Number((float)factor));

    internal static OnnxValue Reshape(this OnnxGraph graph, OnnxValue x, params long[] shape) =>
        graph.Apply("Reshape", [x, graph.Integers(shape)]);

    internal static OnnxValue ReduceSum(this OnnxGraph graph, OnnxValue x, long axis, bool keepDimension) =>
        graph.Apply("ReduceSum", [x, graph.Integers(axis)], ("keepdims", keepDimension ? 1 : 0));
}
