namespace AdapterKit;

/// <summary>A change to a product, computed from the product and its input.</summary>
internal abstract class ProjectionChange : ProjectionProgram
{
    public override Tensor Project(Linear linear, Tensor x, Tensor? tokens)
    {
        var product = Product.Compute(linear, x);
        if (!is_grad_enabled())
        {
            ApplyInPlace(product, x, tokens);
            return product;
        }

        using (product)
            return Apply(product, x, tokens);
    }

    /// <summary>Computes the changed product.</summary>
    /// <param name="y">The product <c>[batch, tokens, outputs]</c>; not modified.</param>
    /// <param name="x">Its input.</param>
    /// <param name="tokens">True at real tokens, <c>[batch, tokens]</c>; <see langword="null"/> if every token is real.</param>
    /// <returns>A new tensor of the same shape.</returns>
    public abstract Tensor Apply(Tensor y, Tensor x, Tensor? tokens);

    /// <summary>Changes the product itself, where no gradient is recorded.</summary>
    /// <param name="y">The product, or some rows of it; contiguous.</param>
    /// <param name="x">Its input.</param>
    /// <param name="tokens">True at real tokens, <c>[batch, tokens]</c>; <see langword="null"/> if every token is real.</param>
    public abstract void ApplyInPlace(Tensor y, Tensor x, Tensor? tokens);
}
