using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>Root mean square norm (Zhang and Sennrich 2019, eq. 4): <c>x / √(mean(x²) + ε) ⊙ w</c>, without a shift.</summary>
/// <remarks>Half-precision hidden states are normalized in float32, as LLaMA does.</remarks>
public sealed class RmsNorm : Module<Tensor, Tensor>, INorm
{
    private Parameter weight;

    /// <summary>A norm whose factors are 1.</summary>
    /// <param name="width">The width of the hidden states.</param>
    /// <param name="eps">What is added to the mean square.</param>
    /// <param name="scaleOffset">What is added to the weights: 1 if they are differences from 1, as in Gemma.</param>
    public RmsNorm(int width, double eps = 1e-6, double scaleOffset = 0)
        : this(full(width, 1 - scaleOffset), eps, scaleOffset)
    {
    }

    private RmsNorm(Tensor scale, double eps, double scaleOffset)
        : base(nameof(RmsNorm))
    {
        (Eps, ScaleOffset) = (eps, scaleOffset);
        weight = Components.Keep(new Parameter(scale));
        register_parameter(nameof(weight), weight);
    }

    /// <inheritdoc />
    public int Width => (int)weight.size(0);

    /// <inheritdoc />
    public double Eps { get; }

    /// <inheritdoc />
    public double ScaleOffset { get; }

    /// <inheritdoc />
    public Parameter Scale => weight;

    /// <inheritdoc />
    public Parameter? Shift => null;

    /// <inheritdoc />
    public Tensor Normalize(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        using var scope = NewDisposeScope();
        var wide = x.dtype is ScalarType.Float16 or ScalarType.BFloat16 ? x.to_type(ScalarType.Float32) : x;
        var factor = linalg.vector_norm(wide, dims: [-1], keepdim: true).pow(2).div_(wide.size(-1)).add_(Eps).rsqrt_();
        return (wide * factor).to_type(x.dtype).MoveToOuterDisposeScope();
    }

    /// <inheritdoc />
    public Module<Tensor, Tensor> Copy()
    {
        using var frozen = no_grad();
        return new RmsNorm(weight.clone(), Eps, ScaleOffset);
    }

    /// <summary>Normalizes hidden states.</summary>
    /// <param name="input"><c>[…, width]</c>; not modified.</param>
    /// <returns>A new tensor of the same shape.</returns>
    public override Tensor forward(Tensor input)
    {
        var normalized = Normalize(input);
        using var factors = ScaleOffset == 0 ? null : weight + ScaleOffset;
        if (!is_grad_enabled())
            return normalized.mul_(factors ?? weight);

        using (normalized)
            return normalized * (factors ?? weight);
    }

    /// <inheritdoc />
    protected override void RegisterComponents()
    {
    }

    /// <inheritdoc />
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        if (!ReplaceParameter(dtype, device, weight, out var moved))
            return;

        weight.Dispose();
        weight = moved!;
        ConditionallyRegisterParameter(nameof(weight), weight);
    }
}
