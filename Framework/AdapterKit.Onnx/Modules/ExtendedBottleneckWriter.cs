namespace AdapterKit.Onnx;

/// <summary>Writes an <see cref="ExtendedBottleneckAdapter"/>: its norms, its gate, and its factors as part of the up-projection.</summary>
internal sealed class ExtendedBottleneckWriter
{
    private readonly OnnxGraph graph;
    private readonly ResidualAdapter adapter;
    private readonly ExtendedBottleneckOptions options;
    private readonly Dictionary<string, nn.Module> parts;

    /// <param name="graph">The graph.</param>
    /// <param name="adapter">The adapter.</param>
    /// <param name="options">Its options.</param>
    public ExtendedBottleneckWriter(OnnxGraph graph, ResidualAdapter adapter, ExtendedBottleneckOptions options)
    {
        (this.graph, this.adapter, this.options) = (graph, adapter, options);
        parts = adapter.named_children().ToDictionary(child => child.name, child => child.module);
    }

    private LayerNorm? Before => parts.GetValueOrDefault("before") as LayerNorm;

    private Linear Down => (Linear)parts["down"];

    private Linear Up => (Linear)parts["up"];

    private Scaling Scaling => (Scaling)parts["scaling"];

    private Linear? Gate => parts.GetValueOrDefault("gate") as Linear;

    private LayerNorm After => (LayerNorm)parts["after"];

    /// <summary>Writes <c>Δ(x)</c>.</summary>
    public OnnxValue WriteDelta(OnnxValue x)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var read = Before is { } before ? graph.Norm(x, before, "before") : x;
        var units = graph.Activate(graph.Linear(read, Down, "down"), options.Activation);
        var factors = ComputeFactors();
        var change = graph.Linear(units, Up.weight * factors.unsqueeze(1), Up.bias! * factors, "up");
        if (Gate is { } gate)
            change = graph.Mul(change, WriteGate(gate, x));

        return options.NormAfter == NormAfter.Change ? graph.Norm(change, After, "after") : change;
    }

    /// <summary>Writes <c>LN(h + Δ(x))</c>.</summary>
    public OnnxValue WriteSum(OnnxValue h, OnnxValue x) => graph.Norm(graph.Add(h, WriteDelta(x)), After, "after");

    // s·c, one factor for each feature
    private Tensor ComputeFactors()
    {
        var scale = AdapterWriter.GetScale(Scaling);
        return adapter.named_parameters(recurse: false).Where(entry => entry.name == "channels").Select(entry => entry.parameter * scale)
            .SingleOrDefault() ?? full(Up.out_features, scale);
    }

    // The mean over the tokens of each text, [batch, 1, 1]
    private OnnxValue WriteGate(Linear gate, OnnxValue x)
    {
        var open = graph.Apply("Sigmoid", [graph.Linear(x, gate, "gate")]);
        if (options.Gating == Gating.AllPositions)
            return graph.Apply("ReduceMean", [open], ("axes", new long[] { 1 }), ("keepdims", 1));

        var real = graph.Apply("Unsqueeze", [graph.RealTokens(), graph.Integers(-1)]);
        var count = graph.Apply("Max", [graph.ReduceSum(real, 1, keepDimension: true), graph.Number(1)]);
        return graph.Apply("Div", [graph.ReduceSum(graph.Mul(open, real), 1, keepDimension: true), count]);
    }
}
