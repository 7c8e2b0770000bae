namespace AdapterKit;

/// <summary>A named place in a layer where adapters may act.</summary>
/// <param name="Name">The name, unique in its layer.</param>
/// <param name="Width">The width of the hidden states there.</param>
/// <param name="Norm">The norm of the sub-layer before the point; <see langword="null"/> if it has none.</param>
/// <param name="Placement">Whether that norm follows the residual sum or comes before the sub-layer.</param>
public sealed record InsertionPoint(string Name, int Width, LayerNorm? Norm, NormPlacement Placement);
