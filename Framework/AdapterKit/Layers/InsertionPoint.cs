namespace AdapterKit;

/// <summary>A named place in a layer where adapters may act.</summary>
/// <param name="Name">The name, unique in its layer.</param>
/// <param name="Width">The width of the hidden states there.</param>
/// <param name="Norm">
/// The norm of the sub-layer before the point, a <c>LayerNorm</c> or a module that implements <see cref="INorm"/>;
/// <see langword="null"/> if it has none.
/// </param>
/// <param name="Placement">Whether that norm follows the residual sum or comes before the sub-layer.</param>
public sealed record InsertionPoint(string Name, int Width, nn.Module<Tensor, Tensor>? Norm, NormPlacement Placement)
{
    /// <summary>
    /// The norm of the sub-layer's output, before the residual sum: a <c>LayerNorm</c> or a module that implements <see cref="INorm"/>;
    /// <see langword="null"/> if it has none. With a norm before the sub-layer, it makes a sandwich (Ding et al. 2021, §3.2).
    /// </summary>
    public nn.Module<Tensor, Tensor>? OutputNorm { get; init; }

    /// <summary>
    /// The key of the place in files of the AdapterHub library, relative to the layer, such as <c>attention.output</c>;
    /// <see langword="null"/> if that library has none there.
    /// </summary>
    public string? Hub { get; init; }
}
