namespace AdapterKit;

/// <summary>Declares a named place in a layer where adapters may act.</summary>
/// <remarks>
/// On a <see cref="SublayerAttribute"/> field, the point lies after that sub-layer. On a partial method
/// <c>Tensor AfterX(Tensor sublayer, Tensor residual, AdapterPass pass)</c>, the method adds the residual, applies the
/// norm and runs whatever adapter the pass holds for it. In a layer with <see cref="NormPlacement.Pre"/> the compiler
/// also writes <c>Tensor BeforeX(Tensor h, AdapterPass pass)</c>, which applies the norm, or a task's own copy of it,
/// to the sub-layer's input.
/// <code>
/// [Sublayer, InsertionPoint("attention", Norm = nameof(attentionNorm))]
/// private readonly SelfAttention attention = new(config.Hidden, config.Heads);
///
/// [InsertionPoint("feed_forward", Norm = nameof(outputNorm))]
/// private partial Tensor AfterFeedForward(Tensor sublayer, Tensor residual, AdapterPass pass);
/// </code>
/// </remarks>
/// <param name="name">The point's name, unique in its layer: <c>"attention"</c>, <c>"feed_forward"</c>, …</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Method)]
public sealed class InsertionPointAttribute(string name) : Attribute
{
    /// <summary>The point's name, unique in its layer.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// The field that holds the norm of this point's sub-layer, a <c>LayerNorm</c> or a module that implements
    /// <see cref="INorm"/>; <see langword="null"/> if it has none.
    /// </summary>
    public string? Norm { get; set; }

    /// <summary>
    /// The field that holds the norm of the sub-layer's output, before the residual sum; <see langword="null"/> if it has none. Sandwich
    /// norms (Ding et al. 2021, §3.2), as in Gemma 2, are a <see cref="Norm"/> in a layer with <see cref="NormPlacement.Pre"/> and this
    /// one; in OLMo 2 it is the only one. Adapters act on what it returns.
    /// </summary>
    public string? OutputNorm { get; set; }

    /// <summary>The member that holds the width of the sub-layer's output, if neither a sub-layer nor a norm after it implies it.</summary>
    public string? Width { get; set; }

    /// <summary>
    /// The key of the place in files of the AdapterHub library, relative to the layer, such as <c>attention.output</c>: what precedes
    /// <c>.adapters</c> in the keys of a saved adapter.
    /// </summary>
    public string? Hub { get; set; }
}
