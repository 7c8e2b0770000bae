namespace Demo;

public sealed record GateOptions : VariantOptions
{
    public bool Bias { get; init; } = true;
    public long Seed { get; init; }
    public double Noise { get; init; } = 0.5;
    public float? Cap { get; init; }
    public string Name { get; init; } = "gate";
    public string? Note { get; init; }
    public DayOfWeek Day { get; init; } = DayOfWeek.Monday;
}

// A change of its own making: Δ(x) = g ⊙ W x, with one number g for each channel, and none of it at the start.
[AdapterVariant("gate")]
public sealed partial class GateAdapter(AdapterShape shape, GateOptions options) : ResidualAdapter
{
    [TruncatedNormal(0.01)] private readonly Linear mix = Linear(shape.Width, shape.Width, options.Bias);
    [Zeros] private Parameter _gate = new(ones(shape.Width));
    private Parameter? cap = options.Cap is { } value ? new(full(1, value)) : null;

    public override Tensor Delta(Tensor h)
    {
        using var mixed = mix.call(h);
        if (cap is null)
            return mixed * _gate;

        using var gated = mixed * _gate;
        return minimum(gated, cap);
    }
}
