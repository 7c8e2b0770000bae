using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>A bottleneck with given matrices, which a plan for inference runs in place of a variant that computes them.</summary>
internal sealed class FoldedBottleneck : ResidualAdapter, IBottleneck
{
    private readonly Linear down;
    private readonly Linear up;

    /// <param name="down"><c>D</c>, <c>[bottleneck, width]</c>, and <c>b_d</c>; copied.</param>
    /// <param name="up"><c>U</c>, <c>[width, bottleneck]</c>, and <c>b_u</c>; copied.</param>
    /// <param name="activation">The function between them.</param>
    /// <param name="scaling">The factor on the change.</param>
    public FoldedBottleneck((Tensor Weight, Tensor? Bias) down, (Tensor Weight, Tensor? Bias) up, Activation activation, double scaling)
    {
        (this.down, this.up, Activation) = (Copy(down.Weight, down.Bias), Copy(up.Weight, up.Bias), activation);
        Scaling = scaling == 1 ? null : new Scaling(scaling, learned: false);
        register_module(nameof(down), this.down);
        register_module(nameof(up), this.up);
    }

    public Linear Down => down;

    public Activation Activation { get; }

    public Linear Up => up;

    public Scaling? Scaling { get; }

    public override Tensor Delta(Tensor h)
    {
        using var reduced = down.call(h);
        using var activated = Activation.Apply(reduced);
        var expanded = up.call(activated);
        return Scaling?.Take(expanded) ?? expanded;
    }

    /// <inheritdoc />
    protected override void RegisterComponents()
    {
    }

    private static Linear Copy(Tensor weight, Tensor? bias)
    {
        var product = Linear(weight.size(1), weight.size(0), bias is not null, weight.device, weight.dtype);
        product.weight.copy_(weight);
        if (bias is not null)
            product.bias!.copy_(bias);

        foreach (var parameter in product.parameters())
        {
            parameter.requires_grad = false;
            parameter.DetachFromDisposeScope();
        }

        return product;
    }
}
