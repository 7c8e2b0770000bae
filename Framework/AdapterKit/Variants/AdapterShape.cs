namespace AdapterKit;

/// <summary>The shape of the place that an adapter is built for.</summary>
/// <param name="InputWidth">The width of what the adapter reads.</param>
/// <param name="OutputWidth">The width of what the adapter changes; on the residual path, the same.</param>
public readonly record struct AdapterShape(int InputWidth, int OutputWidth)
{
    /// <summary>A place on the residual path, where an adapter reads what it changes.</summary>
    /// <param name="width">The width of the hidden states.</param>
    public AdapterShape(int width)
        : this(width, width)
    {
    }

    /// <summary>The width of the hidden states that a <see cref="ResidualAdapter"/> changes.</summary>
    public int Width => OutputWidth;

    /// <summary>
    /// The weight <c>W</c> of the product that a <see cref="ProjectionAdapter"/> changes, <c>[outputs, inputs]</c>; borrowed while the
    /// adapter is built, so that it can start from it. <see langword="null"/> on the residual path, and for an adapter of no product.
    /// </summary>
    public Tensor? Weight { get; init; }
}
