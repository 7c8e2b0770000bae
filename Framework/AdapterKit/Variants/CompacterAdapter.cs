namespace AdapterKit;

/// <summary>
/// Compacter (Karimi Mahabadi et al. 2021, §4): a bottleneck whose matrices are sums of Kronecker products, with left factors that all
/// adapters share. Compacter++ is the same after the feed-forward networks alone.
/// </summary>
/// <remarks>A fresh one is an exact identity. A plan for inference computes the matrices once, and runs a plain bottleneck.</remarks>
/// <param name="shape">The shape of the site.</param>
/// <param name="options">Widths and the form of the factors.</param>
/// <param name="shared">The factors that all adapters share; borrowed.</param>
[AdapterVariant("compacter")]
public sealed partial class CompacterAdapter(AdapterShape shape, CompacterOptions options, CompacterShared shared) : ResidualAdapter
{
    [HubName("adapter_down.0")]
    private readonly HypercomplexLinear down = new(
        shape.Width, options.BottleneckOf(shape.Width), options, shared.ComputeRule, shared.ComputeDown, startsAtZero: false);

    [HubName("adapter_up")]
    private readonly HypercomplexLinear up = new(
        options.BottleneckOf(shape.Width), shape.Width, options, shared.ComputeRule, shared.ComputeUp, startsAtZero: true);

    [HubName("scaling", Of = "factor")]
    private readonly Scaling scaling = new(options.Scaling, options.LearnScaling);

    private readonly Activation activation = options.Activation;

    /// <inheritdoc />
    public override Tensor Delta(Tensor h)
    {
        using var reduced = down.call(h);
        using var activated = activation.Apply(reduced);
        return scaling.Take(up.call(activated));
    }

    /// <inheritdoc />
    public override ResidualAdapter Fold()
    {
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        return new FoldedBottleneck(
            (down.ComputeWeight().t(), down.Bias),
            (up.ComputeWeight().t(), up.Bias),
            activation,
            scaling.Factor?.to_type(ScalarType.Float64).item<double>() ?? scaling.Value);
    }
}
