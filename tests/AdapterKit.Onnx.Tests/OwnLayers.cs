namespace AdapterKit.Onnx.Tests;

/// <summary>A sub-layer that the library does not know.</summary>
public class Halving() : ComponentModule<Tensor, Tensor>(nameof(Halving)), ISublayer
{
    public int Width => 32;

    public override Tensor forward(Tensor input) => input * 0.5;
}

/// <summary>The same, with its graph.</summary>
public sealed class WrittenHalving : Halving, IOnnxModule
{
    public OnnxValue Write(OnnxGraph graph, OnnxValue input) => graph.Apply("Mul", [input, graph.Number(0.5f)]);
}

/// <summary>A layer of that sub-layer.</summary>
/// <param name="halving">The sub-layer.</param>
[TransformerLayer]
public sealed partial class HalvingLayer(Halving halving) : AdaptedLayer
{
    [Sublayer, InsertionPoint("halving", Norm = nameof(norm))]
    private readonly Halving halving = halving;

    private readonly LayerNorm norm = nn.LayerNorm(32);
}

/// <summary>A layer that is written by hand, and computes what the compiler would generate.</summary>
[TransformerLayer]
public sealed partial class HandWrittenLayer : AdaptedLayer
{
    private readonly SelfAttention attention = new(32, 4);
    private readonly LayerNorm norm = nn.LayerNorm(32);

    public override Tensor forward(Tensor h, AdapterPass pass) => AfterAttention(attention.call(h, pass), h, pass);

    [InsertionPoint("attention", Norm = nameof(norm))]
    private partial Tensor AfterAttention(Tensor sublayer, Tensor residual, AdapterPass pass);
}

/// <summary>A layer that is written by hand, and computes something else: residual and sub-layer change places.</summary>
[TransformerLayer]
public sealed partial class SwappedLayer : AdaptedLayer
{
    private readonly SelfAttention attention = new(32, 4);
    private readonly LayerNorm norm = nn.LayerNorm(32);

    public override Tensor forward(Tensor h, AdapterPass pass) => AfterAttention(h, attention.call(h, pass), pass);

    [InsertionPoint("attention", Norm = nameof(norm))]
    private partial Tensor AfterAttention(Tensor sublayer, Tensor residual, AdapterPass pass);
}
