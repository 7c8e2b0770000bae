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
    public abstract IReadOnlyList<InsertionPoint> InsertionPoints { get; }

    /// <summary>The index of this layer's first site in the stack; set when the layer joins a stack.</summary>
    protected internal int FirstSite { get; internal set; }
}
