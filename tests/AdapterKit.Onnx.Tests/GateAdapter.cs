namespace AdapterKit.Onnx.Tests;

/// <summary>A variant that is not a bottleneck: <c>Δ(x) = W x ⊙ x</c>.</summary>
[AdapterVariant("gate")]
public sealed partial class GateAdapter(AdapterShape shape, GateOptions options) : ResidualAdapter
{
    private readonly Linear gate = nn.Linear(shape.Width, shape.Width, hasBias: options.Bias);

    public override Tensor Delta(Tensor h)
    {
        using var factor = gate.call(h);
        return factor * h;
    }
}

/// <summary>The same, with its graph.</summary>
[AdapterVariant("written-gate")]
public sealed partial class WrittenGateAdapter(AdapterShape shape, GateOptions options) : ResidualAdapter, IOnnxModule
{
    private readonly Linear gate = nn.Linear(shape.Width, shape.Width, hasBias: options.Bias);

    public override Tensor Delta(Tensor h)
    {
        using var factor = gate.call(h);
        return factor * h;
    }

    public OnnxValue Write(OnnxGraph graph, OnnxValue input) => graph.Apply("Mul", [graph.Linear(input, gate, "gate"), input]);
}

/// <summary>Options of both.</summary>
public sealed record GateOptions : VariantOptions
{
    public bool Bias { get; init; } = true;
}
