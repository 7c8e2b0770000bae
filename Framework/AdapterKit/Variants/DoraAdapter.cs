using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>
/// Weight-decomposed low-rank adaptation (DoRA, Liu et al. 2024, eq. 5): <c>m/‖W + s·B A‖ ⊙ (W + s·B A) x + b</c>, with a norm for each
/// row.
/// </summary>
/// <remarks>
/// A fresh one changes nothing, since <c>B</c> starts at zero and <c>m</c> at the norms of <c>W</c>. The norm is a constant of the
/// gradient (§4.3).
/// </remarks>
/// <param name="shape">The widths of the product, with its weight.</param>
/// <param name="options">Rank and scaling.</param>
[AdapterVariant("dora")]
public sealed partial class DoraAdapter(AdapterShape shape, LoraOptions options) : ProjectionAdapter
{
    [KaimingUniform, PeftName("lora_A")] private readonly Linear a = Linear(shape.InputWidth, options.Rank, hasBias: false);
    [Zeros, PeftName("lora_B")] private readonly Linear b = Linear(options.Rank, shape.OutputWidth, hasBias: false);
    [PeftName("lora_magnitude_vector")] private Parameter magnitude = CreateMagnitude(shape.Weight);
    private readonly double scaling = options.GetScaling();

    /// <inheritdoc />
    public override bool ReadsWeight => true;

    /// <inheritdoc />
    public override Tensor Apply(Tensor y, Tensor x, Tensor weight, Tensor? bias)
    {
        using var scope = NewDisposeScope();
        var change = b.call(a.call(x)) * scaling;
        var product = bias is null ? y + change : y - bias + change;
        var scaled = product * (magnitude / ComputeNorms(weight));
        return (bias is null ? scaled : scaled + bias).MoveToOuterDisposeScope();
    }

    /// <summary>Adds <c>s·B A</c> to <c>W</c>, and gives each row the length <c>m</c>.</summary>
    /// <inheritdoc />
    public override bool TryMerge(Tensor weight, Tensor bias)
    {
        using var scope = NewDisposeScope();
        weight.addmm_(b.weight * scaling, a.weight);
        weight.mul_((magnitude / weight.norm(dim: 1)).unsqueeze(1));
        return true;
    }

    private static Parameter CreateMagnitude(Tensor? weight)
    {
        if (weight is null)
            throw new ArgumentException($"{nameof(DoraAdapter)} starts from the weight of its product. Set {nameof(AdapterShape.Weight)}.");

        using var frozen = no_grad();
        return new(weight.norm(dim: 1));
    }

    // ‖W + s·B A‖² = ‖W‖² + 2s·⟨W, B A⟩ + s²·‖B A‖², row by row, without a matrix of the size of W.
    private Tensor ComputeNorms(Tensor weight)
    {
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        var (down, up) = (a.weight, b.weight * scaling);
        var common = (weight.matmul(down.t()) * up).sum(1);
        var own = (up.matmul(down.matmul(down.t())) * up).sum(1);
        return (weight.square().sum(1) + (2 * common) + own).clamp_min_(0).sqrt_().MoveToOuterDisposeScope();
    }
}
