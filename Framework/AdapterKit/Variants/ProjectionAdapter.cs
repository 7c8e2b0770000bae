using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>The base of adapter variants that change a product <c>y = W x + b</c> of a sub-layer, such as LoRA (Hu et al. 2022).</summary>
/// <remarks>
/// A derived class declares its components as fields initialized in place. They exist before this
/// constructor runs, which is why it can register and initialize them.
/// </remarks>
public abstract class ProjectionAdapter : Module<Tensor, Tensor, Tensor>
{
    /// <summary>Registers and initializes the components.</summary>
#pragma warning disable CA2214 // Field initializers run before a base constructor: the overrides see every component.
    protected ProjectionAdapter()
        : base("adapter")
    {
        name = GetType().Name;
        RegisterComponents();
        using var frozen = no_grad();
        InitializeWeights();
    }
#pragma warning restore CA2214

    /// <summary>Computes the changed product.</summary>
    /// <param name="y">The product <c>W x + b</c>, <c>[batch, tokens, outputs]</c>; not modified.</param>
    /// <param name="x">The input of the product, <c>[batch, tokens, inputs]</c>; not modified.</param>
    /// <returns>A new tensor of the shape of <paramref name="y"/>, owned by the caller.</returns>
    /// <exception cref="NotSupportedException">The class declares no computation; its build has an error that says so.</exception>
    public virtual Tensor Apply(Tensor y, Tensor x) => throw new NotSupportedException(
        $"'{GetType().Name}' neither overrides Apply nor declares a bottleneck.");

    /// <summary>
    /// Whether the change depends on <c>W</c> itself. Then <see cref="Apply(Tensor, Tensor, Tensor, Tensor)"/> computes it.
    /// </summary>
    public virtual bool ReadsWeight => false;

    /// <summary>Computes the changed product of a variant that <see cref="ReadsWeight"/>.</summary>
    /// <param name="y">The product <c>W x + b</c>, <c>[batch, tokens, outputs]</c>; not modified.</param>
    /// <param name="x">The input of the product, <c>[batch, tokens, inputs]</c>; not modified.</param>
    /// <param name="weight"><c>W</c>, <c>[outputs, inputs]</c>; not modified.</param>
    /// <param name="bias"><c>b</c>, <c>[outputs]</c>; <see langword="null"/> if the product has none. Not modified.</param>
    /// <returns>A new tensor of the shape of <paramref name="y"/>, owned by the caller.</returns>
    public virtual Tensor Apply(Tensor y, Tensor x, Tensor weight, Tensor? bias) => Apply(y, x);

    /// <summary>
    /// Whether the change depends on which tokens are real. Then <see cref="Apply(Tensor, Tensor, Tensor)"/> computes it.
    /// </summary>
    public virtual bool ReadsMask => false;

    /// <summary>Computes the changed product of a variant that <see cref="ReadsMask"/>.</summary>
    /// <param name="y">The product <c>W x + b</c>, <c>[batch, tokens, outputs]</c>; not modified.</param>
    /// <param name="x">The input of the product, <c>[batch, tokens, inputs]</c>; not modified.</param>
    /// <param name="tokens">True at real tokens, <c>[batch, tokens]</c>; <see langword="null"/> if every token is real.</param>
    /// <returns>A new tensor of the shape of <paramref name="y"/>, owned by the caller.</returns>
    public virtual Tensor Apply(Tensor y, Tensor x, Tensor? tokens) => Apply(y, x);

    /// <inheritdoc cref="Apply(Tensor, Tensor)" />
    public sealed override Tensor forward(Tensor y, Tensor x) => Apply(y, x);

    /// <summary>
    /// Merges the change into copies of <c>W</c> and <c>b</c>, after which the product costs what it cost without an adapter.
    /// </summary>
    /// <remarks>
    /// An adapter whose change is linear in <c>x</c>, <c>s·(U (D x + b_d) + b_u)</c>, is merged as
    /// <c>W + s·U D</c> and <c>b + s·(U b_d + b_u)</c> (Hu et al. 2022, §4.1). A variant of another kind overrides this.
    /// </remarks>
    /// <param name="weight"><c>W</c>, <c>[outputs, inputs]</c>; changed in place.</param>
    /// <param name="bias"><c>b</c>, <c>[outputs]</c>; changed in place.</param>
    /// <returns>
    /// <see langword="false"/> if the change depends on <paramref name="weight"/> alone in no such way; nothing is changed then.
    /// </returns>
    public virtual bool TryMerge(Tensor weight, Tensor bias)
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(bias);
        if (this is not IBottleneck { Activation: Activation.Linear } change)
            return false;

        using var scope = NewDisposeScope();
        var scaled = Scale(change.Up.weight);
        weight.addmm_(scaled, change.Down.weight);
        if (change.Down.bias is { } downBias)
            bias.add_(scaled.mv(downBias));
        if (change.Up.bias is { } upBias)
            bias.add_(Scale(upBias));

        return true;

        Tensor Scale(Tensor values) => change.Scaling?.call(values) ?? values;
    }

    /// <summary>Initializes the components; written by the compiler from the attributes on the fields.</summary>
    protected virtual void InitializeWeights()
    {
    }
}
