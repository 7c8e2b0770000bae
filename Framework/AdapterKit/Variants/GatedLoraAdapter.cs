using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>
/// Low-rank adaptation with a gate (UniPELT, Mao et al. 2022, §3.2): <c>W x + g·B A x</c>, <c>g = mean_t σ(w·x_t + b)</c>.
/// </summary>
/// <remarks>
/// A fresh one changes nothing, since <c>B</c> starts at zero. As in the AdapterHub library, the gate takes the place of <c>α/r</c>.
/// </remarks>
/// <param name="shape">The widths of the product.</param>
/// <param name="options">Rank and gate.</param>
[AdapterVariant("gated-lora")]
public sealed partial class GatedLoraAdapter(AdapterShape shape, GatedLoraOptions options) : ProjectionAdapter
{
    [KaimingUniform, HubName("lora_A", Of = "weight")]
    private readonly Linear a = Linear(shape.InputWidth, options.Rank, hasBias: false);

    [Zeros, HubName("lora_B", Of = "weight")]
    private readonly Linear b = Linear(options.Rank, shape.OutputWidth, hasBias: false);

    [HubName("gate")]
    private readonly Linear gate = Gates.Create(options.Gating, shape.InputWidth)
        ?? throw new ArgumentException($"{nameof(GatedLoraAdapter)} needs a gate. Set {nameof(GatedLoraOptions.Gating)}, or use LoRA.");

    private readonly Gating gating = options.Gating;

    /// <inheritdoc />
    public override bool ReadsMask => true;

    /// <inheritdoc />
    public override Tensor Apply(Tensor y, Tensor x) => Apply(y, x, tokens: null);

    /// <inheritdoc />
    public override Tensor Apply(Tensor y, Tensor x, Tensor? tokens)
    {
        using var scope = NewDisposeScope();
        return y.addcmul(b.call(a.call(x)), Gates.Compute(gate, gating, x, tokens), value: 1).MoveToOuterDisposeScope();
    }
}
