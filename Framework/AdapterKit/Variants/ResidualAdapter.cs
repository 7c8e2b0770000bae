using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>The base of adapter variants: <c>x + Δ(x)</c> with a trainable <c>Δ</c> (Houlsby et al. 2019, §2).</summary>
/// <remarks>
/// A derived class declares its components as fields initialized in place. They exist before this
/// constructor runs, which is why it can register and initialize them.
/// </remarks>
public abstract class ResidualAdapter : Module<Tensor, Tensor>
{
    /// <summary>Registers and initializes the components.</summary>
#pragma warning disable CA2214 // Field initializers run before a base constructor: the overrides see every component.
    protected ResidualAdapter()
        : base("adapter")
    {
        name = GetType().Name;
        RegisterComponents();
        using var frozen = no_grad();
        InitializeWeights();
    }
#pragma warning restore CA2214

    /// <summary>Computes the adapter's change <c>Δ(x)</c>.</summary>
    /// <param name="h">Hidden states <c>[batch, tokens, width]</c>; not modified.</param>
    /// <returns>A new tensor of the same shape.</returns>
    /// <exception cref="NotSupportedException">The class declares no computation; its build has an error that says so.</exception>
    public virtual Tensor Delta(Tensor h) => throw new NotSupportedException(
        $"'{GetType().Name}' neither overrides Delta nor declares a bottleneck.");

    /// <summary>
    /// Whether the change depends on which tokens are real. Then <see cref="Delta(Tensor, Tensor)"/> computes it.
    /// </summary>
    public virtual bool ReadsMask => false;

    /// <summary>Computes the change of a variant that <see cref="ReadsMask"/>.</summary>
    /// <param name="h">Hidden states <c>[batch, tokens, width]</c>; not modified.</param>
    /// <param name="tokens">True at real tokens, <c>[batch, tokens]</c>; <see langword="null"/> if every token is real.</param>
    /// <returns>A new tensor of the shape of <paramref name="h"/>.</returns>
    public virtual Tensor Delta(Tensor h, Tensor? tokens) => Delta(h);

    /// <summary>
    /// Whether <see cref="AddTo(Tensor, Tensor, Tensor)"/> adds a change that does not depend on the hidden states that it is added to. A
    /// variant that norms the sum of both is not additive: it must see the sub-layer's output before the layer's residual is added.
    /// </summary>
    public virtual bool IsAdditive => true;

    /// <summary>
    /// Creates a cheaper adapter that makes the same change, from the weights as they are now. Plans for inference run it in place of this
    /// one.
    /// </summary>
    /// <returns>An adapter owned by the caller; <see langword="null"/> if there is no cheaper one.</returns>
    public virtual ResidualAdapter? Fold() => null;

    /// <summary><c>x + Δ(x)</c>.</summary>
    /// <param name="input">Hidden states <c>[batch, tokens, width]</c>.</param>
    /// <returns>A new tensor of the same shape.</returns>
    public sealed override Tensor forward(Tensor input) => AddTo(input, input);

    /// <summary><c>h + Δ(x)</c>: the adapter's change to one tensor, computed from another.</summary>
    /// <param name="h">The hidden states to change, <c>[batch, tokens, width]</c>; not modified.</param>
    /// <param name="x">The input of the adapter, of the same shape; not modified.</param>
    /// <returns>A new tensor owned by the caller.</returns>
    public virtual Tensor AddTo(Tensor h, Tensor x)
    {
        using var delta = Delta(x);
        return h + delta;
    }

    /// <summary><c>h + Δ(x)</c> of any variant, with the mask for one that <see cref="ReadsMask"/>.</summary>
    /// <param name="h">The hidden states to change, <c>[batch, tokens, width]</c>; not modified.</param>
    /// <param name="x">The input of the adapter, of the same shape; not modified.</param>
    /// <param name="tokens">True at real tokens, <c>[batch, tokens]</c>; <see langword="null"/> if every token is real.</param>
    /// <returns>A new tensor owned by the caller.</returns>
    public virtual Tensor AddTo(Tensor h, Tensor x, Tensor? tokens)
    {
        if (!ReadsMask)
            return AddTo(h, x);

        using var delta = Delta(x, tokens);
        return h + delta;
    }

    /// <summary>Initializes the components; written by the compiler from the attributes on the fields.</summary>
    protected virtual void InitializeWeights()
    {
    }
}
