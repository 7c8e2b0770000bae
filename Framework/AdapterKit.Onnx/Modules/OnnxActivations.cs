namespace AdapterKit.Onnx;

/// <summary>Activations as operators.</summary>
public static class OnnxActivations
{
    /// <summary>Writes an activation.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="x">Any shape.</param>
    /// <param name="activation">The function.</param>
    /// <exception cref="OnnxExportException">The function is unknown.</exception>
    public static OnnxValue Activate(this OnnxGraph graph, OnnxValue x, Activation activation)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return activation switch
        {
            Activation.Linear => x,
            Activation.Relu => graph.Apply("Relu", [x]),
            Activation.Relu6 => graph.Apply("Clip", [x, graph.Number(0), graph.Number(6)]),
            Activation.LeakyRelu => graph.Apply("LeakyRelu", [x], ("alpha", 0.01)),
            Activation.Gelu => graph.Gelu(x),
            Activation.GeluTanh => graph.GeluTanh(x),
            Activation.QuickGelu => graph.Mul(x, graph.Apply("Sigmoid", [graph.Mul(x, 1.702)])),
            Activation.Silu => graph.Mul(x, graph.Apply("Sigmoid", [x])),
            Activation.Mish => graph.Mul(x, graph.Apply("Tanh", [graph.Apply("Softplus", [x])])),
            Activation.Tanh => graph.Apply("Tanh", [x]),
            Activation.Sigmoid => graph.Apply("Sigmoid", [x]),
            _ => throw new OnnxExportException($"The activation {activation} is unknown."),
        };
    }

    // x · (erf(x / √2) + 1) · 0.5, in the order that ONNX Runtime recognizes as one operator.
    private static OnnxValue Gelu(this OnnxGraph graph, OnnxValue x)
    {
        var error = graph.Apply("Erf", [graph.Apply("Div", [x, graph.Number(MathF.Sqrt(2))])]);
        return graph.Mul(graph.Mul(x, graph.Add(error, graph.Number(1))), 0.5);
    }

    // x · (tanh(√(2/π) · (x + 0.044715 x³)) + 1) · 0.5
    private static OnnxValue GeluTanh(this OnnxGraph graph, OnnxValue x)
    {
        var cube = graph.Mul(graph.Mul(graph.Mul(x, x), x), 0.044715);
        var inner = graph.Mul(graph.Add(x, cube), Math.Sqrt(2 / Math.PI));
        return graph.Mul(graph.Mul(x, graph.Add(graph.Apply("Tanh", [inner]), graph.Number(1))), 0.5);
    }
}
