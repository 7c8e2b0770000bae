using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>The base of <see cref="TransformerLayerAttribute"/> classes: a layer with insertion points.</summary>
/// <remarks>
/// A derived class declares its components as fields initialized in place. They exist before this
/// constructor runs, which is why it can register them.
/// </remarks>
public abstract class AdaptedLayer : Module<Tensor, AdapterPass, Tensor>
{
    /// <summary>Registers the components.</summary>
#pragma warning disable CA2214 // Field initializers run before a base constructor: the override sees every component.
    protected AdaptedLayer()
        : base("layer")
    {
        name = GetType().Name;
        RegisterComponents();
    }
#pragma warning restore CA2214

    /// <summary>The layer's insertion points, in the order in which a pass reaches them.</summary>
    public virtual IReadOnlyList<InsertionPoint> InsertionPoints => [];

    /// <summary>The index of this layer's first site in the stack; set when the layer joins a stack.</summary>
    protected internal int FirstSite { get; internal set; }

    /// <summary>Runs the layer; written by the compiler where the class declares sub-layers alone.</summary>
    /// <param name="h">Hidden states <c>[batch, tokens, width]</c>.</param>
    /// <param name="pass">The plan and mask of this call.</param>
    /// <returns>The hidden states after the layer, owned by the caller.</returns>
    /// <exception cref="NotSupportedException">The class declares no computation; its build has an error that says so.</exception>
    public override Tensor forward(Tensor h, AdapterPass pass) => throw new NotSupportedException(
        $"'{GetType().Name}' neither overrides forward nor declares sub-layers.");
}
