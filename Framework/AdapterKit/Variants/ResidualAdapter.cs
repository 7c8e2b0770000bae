using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>The base of adapter variants: <c>x + Δ(x)</c> with a trainable <c>Δ</c> (Houlsby et al. 2019, §2).</summary>
/// <remarks>
/// A derived class declares its components as fields initialised where they stand. They exist before this
/// constructor runs, which is why it can register and initialise them.
/// </remarks>
public abstract class ResidualAdapter : Module<Tensor, Tensor>
{
    /// <summary>Registers the components and gives them their starting values.</summary>
#pragma warning disable CA2214 // Field initialisers run before a base constructor: the overrides see every component.
    protected ResidualAdapter()
        : base("adapter")
    {
        name = GetType().Name;
        RegisterComponents();
        using var frozen = no_grad();
        InitializeWeights();
    }
#pragma warning restore CA2214

    /// <summary>The change that the adapter makes: <c>Δ(x)</c>.</summary>
    /// <param name="h">Hidden states <c>[batch, tokens, width]</c>; left as they are.</param>
    /// <returns>A new tensor of the same shape.</returns>
    public abstract Tensor Delta(Tensor h);

    /// <summary><c>x + Δ(x)</c>.</summary>
    /// <param name="input">Hidden states <c>[batch, tokens, width]</c>.</param>
    /// <returns>A new tensor of the same shape.</returns>
    public sealed override Tensor forward(Tensor input) => AddTo(input, input);

    /// <summary><c>h + Δ(x)</c>: the adapter's change to one tensor, computed from another.</summary>
    /// <param name="h">What is changed, <c>[batch, tokens, width]</c>; left as it is.</param>
    /// <param name="x">What the change is computed from, of the same shape; left as it is.</param>
    /// <returns>A new tensor that the caller owns.</returns>
    public virtual Tensor AddTo(Tensor h, Tensor x)
    {
        using var delta = Delta(x);
        return h + delta;
    }

    /// <summary>Gives the components their starting values; written by the compiler from the attributes on the fields.</summary>
    protected virtual void InitializeWeights()
    {
    }
}
