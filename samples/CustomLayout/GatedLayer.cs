using AdapterKit;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Samples.CustomLayout;

/// <summary>An irregular layer: a gate multiplies the attention's output, so <c>forward</c> is written by hand.</summary>
[TransformerLayer(Norm = NormPlacement.Post)]
public sealed partial class GatedLayer(int width, int heads) : AdaptedLayer
{
    private readonly SelfAttention attention = new(width, heads);
    private readonly Linear gate = Linear(width, width);
    private readonly LayerNorm norm = LayerNorm(width);

    /// <inheritdoc />
    public override Tensor forward(Tensor h, AdapterPass pass)
    {
        var attended = attention.call(h, pass) * gate.call(h).sigmoid();
        return AfterAttention(attended, residual: h, pass);
    }

    [InsertionPoint("attention", Norm = nameof(norm))]
    private partial Tensor AfterAttention(Tensor sublayer, Tensor residual, AdapterPass pass);
}
