namespace AdapterKit;

/// <summary>A weight of a model, or some of its rows, with the key of its values in a checkpoint.</summary>
public sealed class WeightSlot
{
    private readonly Parameter parameter;
    private readonly long firstRow;
    private readonly long? rows;
    private readonly bool isTransposed;

    internal WeightSlot(string key, string? oldKey, string name, Parameter parameter, (long First, long Count)? rows, WeightForm form)
    {
        (Key, OldKey, Name, this.parameter) = (key, oldKey, name, parameter);
        (firstRow, this.rows) = (rows?.First ?? 0, rows?.Count);
        IsOptional = form.HasFlag(WeightForm.Optional);
        IsUnprefixed = form.HasFlag(WeightForm.Unprefixed);
        isTransposed = form.HasFlag(WeightForm.Transposed) && parameter.dim() == 2;
        var shape = parameter.shape;
        if (rows is { Count: var count })
            shape[0] = count;

        Shape = isTransposed ? [shape[1], shape[0]] : shape;
    }

    /// <summary>The key, without the prefix of the model.</summary>
    public string Key { get; }

    /// <summary>
    /// The key in checkpoints of the first years, such as <c>….LayerNorm.gamma</c>; <see langword="null"/> if there was none.
    /// </summary>
    public string? OldKey { get; }

    /// <summary>The path of the weight in the model, such as <c>encoder.0.attention.q.weight</c>.</summary>
    public string Name { get; }

    /// <summary>Whether a checkpoint may lack the weight.</summary>
    public bool IsOptional { get; }

    /// <summary>Whether the prefix of the model does not precede the key.</summary>
    public bool IsUnprefixed { get; }

    /// <summary>The shape that the values have in a checkpoint.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>The element type of the weight in the model.</summary>
    public ScalarType Dtype => parameter.dtype;

    /// <summary>Whether this is a range of the rows of a product's matrix.</summary>
    /// <param name="product">The product.</param>
    /// <param name="first">The first row.</param>
    /// <param name="count">The number of rows.</param>
    public bool IsRowsOf(Linear product, long first, long count)
    {
        ArgumentNullException.ThrowIfNull(product);
        return ReferenceEquals(parameter, product.weight) && firstRow == first && (rows ?? parameter.size(0)) == count;
    }

    /// <summary>Replaces the weight.</summary>
    /// <param name="values">The values as they stand in the checkpoint, of <see cref="Shape"/>; not modified.</param>
    public void Write(Tensor values)
    {
        ArgumentNullException.ThrowIfNull(values);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        Target.copy_(isTransposed ? values.t() : values);
        PackedWeights.Renew(parameter);
    }

    /// <summary>Returns the weight as a checkpoint contains it.</summary>
    /// <returns>A new tensor of <see cref="Shape"/>, owned by the caller; it may share memory with the model.</returns>
    public Tensor Read()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        return (isTransposed ? Target.t().contiguous() : Target.alias()).MoveToOuterDisposeScope();
    }

    private Tensor Target => rows is { } count ? parameter.narrow(0, firstRow, count) : parameter;
}
