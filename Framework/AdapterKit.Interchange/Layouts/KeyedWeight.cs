namespace AdapterKit.Interchange;

/// <summary>A weight of a task with its key in a published file.</summary>
/// <param name="Key">The key.</param>
/// <param name="Parameter">The weight; borrowed.</param>
/// <param name="IsColumn">Whether the file has the vector as a matrix of one column.</param>
internal sealed record KeyedWeight(string Key, Parameter Parameter, bool IsColumn = false)
{
    /// <summary>The shape in the file.</summary>
    public IReadOnlyList<long> Shape => IsColumn ? [.. Parameter.shape, 1] : Parameter.shape;

    /// <summary>Replaces the weight.</summary>
    public void Write(Tensor values)
    {
        using var frozen = no_grad();
        using var shaped = values.view(Parameter.shape);
        Parameter.copy_(shaped);
    }

    /// <summary>Returns the weight as a file has it.</summary>
    /// <returns>A tensor owned by the caller.</returns>
    public Tensor Read()
    {
        using var frozen = no_grad();
        using var values = Parameter.to_type(ScalarType.Float32);
        return values.reshape([.. Shape]).cpu();
    }
}
