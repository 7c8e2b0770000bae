using System.ComponentModel.DataAnnotations;

namespace Demo;

public sealed record SqueezeOptions : VariantOptions
{
    [Range(1, int.MaxValue)]
    public int Divisor { get; init; } = 4;
    public int? Exact { get; init; }
    public Activation Activation { get; init; } = Activation.Tanh;

    public int WidthAt(AdapterShape shape) => Exact ?? shape.Width / Divisor;
}

[AdapterVariant("squeeze")]
public sealed partial class SqueezeAdapter(AdapterShape shape, SqueezeOptions options) : ResidualAdapter
{
    [Down, Normal(0.02)] private readonly Linear down = Linear(shape.Width, options.WidthAt(shape));
    [Up, Zeros] private readonly Linear up = Linear(options.WidthAt(shape), shape.Width);
    private readonly Activation activation = options.Activation;
}
