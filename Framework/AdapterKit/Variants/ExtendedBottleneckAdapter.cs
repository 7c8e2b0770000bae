using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>
/// A bottleneck with what other libraries add to it: norms of its own, a gate, a factor for each feature, dropout and stochastic depth:
/// <c>Δ(x) = g·s·c ⊙ (U f(D LN(x) + b_d) + b_u)</c>.
/// </summary>
/// <remarks>
/// A fresh one is an exact identity, since <c>U</c> starts at zero, unless it norms the sum. <see cref="BottleneckAdapter"/> has none of
/// these, and runs beside others in one product.
/// </remarks>
/// <param name="shape">The shape of the site.</param>
/// <param name="options">Width, activation and what is added.</param>
[AdapterVariant("extended-bottleneck")]
public sealed partial class ExtendedBottleneckAdapter(AdapterShape shape, ExtendedBottleneckOptions options) : ResidualAdapter
{
    [HubName("adapter_norm_before")]
    private readonly LayerNorm? before = options.NormBefore ? LayerNorm(shape.Width) : null;

    [Normal(0.02), HubName("adapter_down.0")]
    private readonly Linear down = Linear(shape.Width, options.BottleneckOf(shape.Width));

    [Zeros, HubName("adapter_up")]
    private readonly Linear up = Linear(options.BottleneckOf(shape.Width), shape.Width);

    [HubName("scaling", Of = "factor")]
    private readonly Scaling scaling = new(options.Scaling, options.LearnScaling);

    [Ones, HubName("scaling")]
    private Parameter? channels = options.ScaleChannels ? new(empty(shape.Width)) : null;

    [HubName("gate")]
    private readonly Linear? gate = Gates.Create(options.Gating, shape.Width);

    [HubName("adapter_norm_after")]
    private readonly LayerNorm? after = options.NormAfter == NormAfter.None ? null : LayerNorm(shape.Width);

    private readonly ExtendedBottleneckOptions form = options;

    /// <inheritdoc />
    public override bool ReadsMask => gate is not null;

    /// <inheritdoc />
    public override bool IsAdditive => form.NormAfter != NormAfter.Sum;

    /// <inheritdoc />
    public override Tensor Delta(Tensor h) => Delta(h, tokens: null);

    /// <inheritdoc />
    public override Tensor Delta(Tensor h, Tensor? tokens)
    {
        using var scope = NewDisposeScope();
        var units = form.Activation.Apply(down.call(before is null ? h : before.call(h)));
        var change = scaling.call(up.call(Drop(units, form.Dropout, units.shape)));
        if (channels is not null)
            change = change * channels;
        if (gate is not null)
            change = change * Gates.Compute(gate, form.Gating, h, tokens);
        if (form.NormAfter == NormAfter.Change)
            change = after!.call(change);

        return Drop(change, form.StochasticDepth, [change.size(0), 1, 1]).MoveToOuterDisposeScope();
    }

    /// <inheritdoc />
    public override Tensor AddTo(Tensor h, Tensor x) => AddTo(h, x, tokens: null);

    /// <inheritdoc />
    public override Tensor AddTo(Tensor h, Tensor x, Tensor? tokens)
    {
        using var delta = Delta(x, tokens);
        if (IsAdditive)
            return h + delta;

        using var sum = h + delta;
        return after!.call(sum);
    }

    private Tensor Drop(Tensor values, double probability, long[] shape)
    {
        if (probability == 0 || !training)
            return values;

        using var kept = ones(shape, values.dtype, values.device);
        using var mask = functional.dropout(kept, probability, training: true);
        return values * mask;
    }
}
