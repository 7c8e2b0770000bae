namespace AdapterKit;

/// <summary>Learned scaling of a product ((IA)³, Liu et al. 2022, §3.3): <c>(W x + b) ⊙ l</c>.</summary>
/// <remarks>
/// A fresh one changes nothing, since <c>l</c> starts at one. The paper scales keys, values and the output of the first product of the
/// feed-forward network after its activation; here, as in the AdapterHub library, it is scaled before the activation.
/// </remarks>
/// <param name="shape">The widths of the product.</param>
[AdapterVariant("ia3")]
public sealed partial class Ia3Adapter(AdapterShape shape) : ProjectionAdapter
{
    [Ones, HubName("lora_B", IsColumn = true), PeftName("ia3_l", IsColumn = true)]
    private Parameter scale = new(ones(shape.OutputWidth));

    /// <inheritdoc />
    public override Tensor Apply(Tensor y, Tensor x) => y * scale;

    /// <summary>Multiplies the rows of <c>W</c> and <c>b</c> by <c>l</c>.</summary>
    /// <inheritdoc />
    public override bool TryMerge(Tensor weight, Tensor bias)
    {
        using var rows = scale.unsqueeze(1);
        weight.mul_(rows);
        bias.mul_(scale);
        return true;
    }
}
