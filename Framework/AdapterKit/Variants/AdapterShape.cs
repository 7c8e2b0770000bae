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
}
