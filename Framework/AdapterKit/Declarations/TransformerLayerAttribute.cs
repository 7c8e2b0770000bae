namespace AdapterKit;

/// <summary>Declares a Transformer layer: sub-layers, their norms, and the insertion points after them.</summary>
/// <remarks>
/// The class is <c>sealed partial</c> and derives from <see cref="AdaptedLayer"/>. Where every point sits on a
/// <see cref="SublayerAttribute"/> field, the compiler writes <c>forward</c>: the sub-layers in the order of their
/// declaration, each with its residual, norm and adapter. A class that writes <c>forward</c> itself declares its
/// points as partial methods instead, and the compiler writes their bodies.
/// <code>
/// [TransformerLayer(Norm = NormPlacement.Post)]
/// public sealed partial class BertLayer(BertConfig config) : AdaptedLayer
/// {
///     [Sublayer, InsertionPoint("attention", Norm = nameof(attentionNorm))]
///     private readonly SelfAttention attention = new(config.Hidden, config.Heads);
///     private readonly LayerNorm attentionNorm = LayerNorm(config.Hidden);
/// }
/// </code>
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TransformerLayerAttribute : Attribute
{
    /// <summary>Whether a norm follows its sub-layer's residual sum, or comes before the sub-layer.</summary>
    public NormPlacement Norm { get; set; } = NormPlacement.Post;
}
