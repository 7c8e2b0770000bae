using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>
/// Low-rank adaptation (LoRA, Hu et al. 2022, eq. 3) along with bias tuning (BitFit, Ben Zaken et al. 2022, §3) of the same product:
/// <c>W x + s·B A x + b'</c> with a trained copy <c>b'</c> of its bias, as with <c>bias</c> in the PEFT library.
/// </summary>
/// <remarks>
/// A fresh one changes nothing, since <c>B</c> starts at zero, and <c>b'</c> from <c>b</c>, or from zero at a product without a bias.
/// </remarks>
/// <param name="shape">The widths of the product, with its bias.</param>
/// <param name="options">Rank and scaling; without a bias of <c>B</c>, which would say the same as <c>b'</c>.</param>
[AdapterVariant("lora-bitfit")]
public sealed partial class BitFitLoraAdapter(AdapterShape shape, LoraOptions options) : ProjectionAdapter
{
    [KaimingUniform, PeftName("lora_A")]
    private readonly Linear a = Linear(shape.InputWidth, options.Rank, hasBias: false);

    [Zeros, PeftName("lora_B")]
    private readonly Linear b = Linear(RequireNoBias(options).Rank, shape.OutputWidth, hasBias: false);

    [PeftName("base_layer.bias")]
    private Parameter bias = BiasCopy.Create(shape);

    private readonly Func<Tensor>? readBias = shape.Bias;
    private readonly double scaling = options.GetScaling();

    /// <inheritdoc />
    public override Tensor Apply(Tensor y, Tensor x)
    {
        using var scope = NewDisposeScope();
        var change = (b.call(a.call(x)) * scaling).add_(BiasCopy.ComputeChange(bias, readBias));
        return (y + change).MoveToOuterDisposeScope();
    }

    /// <summary>Adds <c>s·B A</c> to <c>W</c>, and <c>b' − b</c> to the bias.</summary>
    /// <inheritdoc />
    public override bool TryMerge(Tensor weight, Tensor bias)
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(bias);
        using var scope = NewDisposeScope();
        weight.addmm_(b.weight * scaling, a.weight);
        bias.add_(BiasCopy.ComputeChange(this.bias, readBias));
        return true;
    }

    private static LoraOptions RequireNoBias(LoraOptions options) => !options.HasBias
        ? options
        : throw new ArgumentException(
            $"{nameof(BitFitLoraAdapter)} trains the bias of the product. Leave out {nameof(LoraOptions.HasBias)}.", nameof(options));
}
