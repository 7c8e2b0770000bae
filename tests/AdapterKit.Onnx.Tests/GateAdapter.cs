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

/// <summary>A variant that halves the sum of its change and what it is added to, which its graph does not say.</summary>
[AdapterVariant("damping")]
public sealed partial class DampingAdapter(AdapterShape shape, GateOptions options) : ResidualAdapter, IOnnxModule
{
    private readonly Linear gate = nn.Linear(shape.Width, shape.Width, hasBias: options.Bias);

    public override bool IsAdditive => false;

    public override Tensor Delta(Tensor h) => gate.call(h);

    public override Tensor AddTo(Tensor h, Tensor x)
    {
        using var sum = base.AddTo(h, x);
        return sum / 2;
    }

    public OnnxValue Write(OnnxGraph graph, OnnxValue input) => graph.Linear(input, gate, "gate");
}

/// <summary>Options of all of them.</summary>
public sealed record GateOptions : VariantOptions
{
    public bool Bias { get; init; } = true;
}
