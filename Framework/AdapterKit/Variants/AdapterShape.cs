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

    /// <summary>The layer, counted from 0 at the input.</summary>
    public int Layer { get; init; }

    /// <summary>The name of the place, such as <c>attention</c> or <c>attention.q</c>; empty for an adapter of no place.</summary>
    public string Point { get; init; } = "";

    /// <summary>The number of the place among those with an adapter of the same set, layer by layer.</summary>
    public int Index { get; init; }

    /// <summary>
    /// The weight <c>W</c> of the product that a <see cref="ProjectionAdapter"/> changes, <c>[outputs, inputs]</c>; borrowed while the
    /// adapter is built, so that it can start from it. <see langword="null"/> on the residual path, and for an adapter of no product.
    /// </summary>
    public Tensor? Weight { get; init; }

    /// <summary>
    /// Returns the bias that the backbone adds at the place, <c>[outputs]</c>, as it is now: that of the product, of the norm that follows
    /// the sub-layer, or of the norm of the embeddings. The tensor is a new one without gradient, owned by the caller.
    /// <see langword="null"/> where the backbone adds none, and for an adapter of no place.
    /// </summary>
    public Func<Tensor>? Bias { get; init; }

    /// <summary>
    /// The tables of the embeddings that an <see cref="EntryAdapter"/> may change; <see langword="null"/> at other places, and on a
    /// backbone whose tables cannot be changed.
    /// </summary>
    public EmbeddingTables? Tables { get; init; }

    /// <summary>What the adapters of the set share; borrowed. <see langword="null"/> for a variant that shares nothing.</summary>
    public SharedModule? Shared { get; init; }

    /// <summary>Returns what the adapters of the set share; generated code calls it.</summary>
    /// <typeparam name="T">The type that the variant's constructor takes.</typeparam>
    /// <exception cref="InvalidOperationException">The shape has none, or one of another type.</exception>
    public T GetShared<T>()
        where T : SharedModule => Shared as T ?? throw new InvalidOperationException(
            $"The adapter shares a {typeof(T).Name} with the others of its set. Create one first, and set "
            + $"{nameof(AdapterShape)}.{nameof(Shared)}.");
}
