using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>The factor <c>s</c> on an adapter's change: a constant, or one trained number (He et al. 2022, §3.3).</summary>
public sealed class Scaling : Module<Tensor, Tensor>
{
    private const string FactorName = "factor";
    private readonly double start;
    private Parameter? factor;

    /// <summary>A constant factor, or a trained one.</summary>
    /// <param name="value">The constant, or the initial value.</param>
    /// <param name="learned">Whether the factor is trained.</param>
    public Scaling(double value, bool learned)
        : base(nameof(Scaling))
    {
        start = value;
        if (learned)
        {
            factor = new Parameter(full(1, value, float32));
            factor.DetachFromDisposeScope();
            ConditionallyRegisterParameter(FactorName, factor);
        }
    }

    /// <summary>The trained factor, shape <c>[1]</c>; <see langword="null"/> if the factor is a constant.</summary>
    public Parameter? Factor => factor;

    /// <summary>The constant, or the value at which the trained factor started.</summary>
    public double Value => start;

    /// <summary>Returns the factor as it is now.</summary>
    public double GetValue() => factor?.ToDouble() ?? start;

    /// <summary><c>s·x</c> as a new tensor.</summary>
    /// <param name="input">Any shape.</param>
    public override Tensor forward(Tensor input) =>
        factor is not null ? input * factor : start == 1 ? input.alias() : input * start;

    /// <summary><c>s·x</c>, computed in place if possible: the caller must go on with the result alone.</summary>
    /// <param name="owned">A tensor that nothing else uses, and whose value no gradient needs.</param>
    public Tensor Take(Tensor owned)
    {
        if (factor is null)
            return start == 1 ? owned : owned.mul_(start);

        // The gradient of a trained factor needs the unscaled value: no in-place product here.
        using (owned)
            return owned * factor;
    }

    /// <inheritdoc />
    protected override void RegisterComponents()
    {
    }

    /// <inheritdoc />
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        if (factor is null || !ReplaceParameter(dtype, device, factor, out var moved))
            return;

        factor.Dispose();
        factor = moved;
        ConditionallyRegisterParameter(FactorName, factor);
    }
}
