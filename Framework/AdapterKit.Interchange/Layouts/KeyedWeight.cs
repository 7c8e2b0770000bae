namespace AdapterKit.Interchange;

/// <summary>A weight of a task with its key in a published file.</summary>
/// <param name="Key">The key.</param>
/// <param name="Parameter">The weight; borrowed.</param>
/// <param name="Shape">The shape in the file.</param>
internal sealed record KeyedWeight(string Key, Parameter Parameter, IReadOnlyList<long> Shape)
{
    /// <summary>A weight that the file has as it is.</summary>
    public KeyedWeight(string key, Parameter parameter)
        : this(key, parameter, parameter.shape)
    {
    }

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
        using var shaped = values.reshape([.. Shape]);
        return shaped.cpu().contiguous();
    }
}
