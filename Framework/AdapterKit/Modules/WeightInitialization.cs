namespace AdapterKit;

/// <summary>
/// Creates weights, random ones unless the model is about to be loaded: drawing millions of numbers takes longer than loading those that
/// replace them.
/// </summary>
internal static class WeightInitialization
{
    [ThreadStatic]
    private static bool isSkipped;

    /// <summary>Creates a model whose weights are all about to be loaded.</summary>
    /// <param name="create">Creates the model, on this thread. What it creates by itself is initialized as always.</param>
    public static TModel Skip<TModel>(Func<TModel> create)
    {
        var outer = isSkipped;
        isSkipped = true;
        try
        {
            return create();
        }
        finally
        {
            isSkipped = outer;
        }
    }

    /// <inheritdoc cref="nn.Linear(long, long, bool, Device?, ScalarType?)" />
    public static Linear Linear(long inputWidth, long outputWidth, bool hasBias = true)
    {
        if (!isSkipped)
            return nn.Linear(inputWidth, outputWidth, hasBias);

        // On the meta device, initialization has no numbers to draw.
        var linear = nn.Linear(inputWidth, outputWidth, hasBias, device: META);
        linear.weight = new Parameter(empty(outputWidth, inputWidth));
        if (hasBias)
            linear.bias = new Parameter(empty(outputWidth));

        return linear;
    }

    /// <inheritdoc cref="nn.Embedding(long, long, long?, double?, double, bool, bool, Device?, ScalarType?)" />
    public static Embedding Embedding(long rows, long width)
    {
        if (!isSkipped)
            return nn.Embedding(rows, width);

        // Unlike a product, a table is initialized on the CPU whatever its device.
        var embedding = nn.Embedding(0, width);
        using var none = embedding.get_parameter("weight");
        embedding.weight = new Parameter(empty(rows, width));
        return embedding;
    }

    /// <summary>Creates a weight of numbers from a normal distribution around zero.</summary>
    /// <param name="deviation">Its standard deviation.</param>
    /// <param name="shape">The shape of the weight.</param>
    public static Parameter Normal(double deviation, params long[] shape) =>
        new(isSkipped ? empty(shape) : randn(shape).mul_(deviation));
}
