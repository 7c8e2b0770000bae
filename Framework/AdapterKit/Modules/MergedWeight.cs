namespace AdapterKit;

/// <summary>The weight of a product that a plan owns, in the order that its processor multiplies it in.</summary>
internal sealed class MergedWeight : IDisposable
{
    private readonly Tensor weight;
    private readonly bool isPacked;

    /// <summary>Takes a weight.</summary>
    /// <param name="weight"><c>[outputs, inputs]</c>; owned from now on.</param>
    public MergedWeight(Tensor weight)
    {
        isPacked = Product.Packs(weight);
        this.weight = weight;
        if (!isPacked)
            return;

        using (weight)
            this.weight = OneDnn.Pack(weight, PackedWeights.Rows).DetachFromDisposeScope();
    }

    /// <summary>Computes the product.</summary>
    /// <param name="x"><c>[…, inputs]</c>; not modified.</param>
    /// <param name="bias"><c>[outputs]</c></param>
    /// <returns>A new tensor <c>[…, outputs]</c>.</returns>
    public Tensor Multiply(Tensor x, Tensor bias)
    {
        if (!isPacked)
            return Product.Compute(x, weight, bias);
        if (!is_grad_enabled() || !x.requires_grad)
            return OneDnn.ComputeLinear(x, weight, bias);

        using var dense = weight.to_dense();
        return nn.functional.linear(x, dense, bias);
    }

    /// <inheritdoc />
    public void Dispose() => weight.Dispose();
}
