namespace AdapterKit;

/// <summary>A trained copy <c>b'</c> of a bias <c>b</c> of the backbone, which starts from it.</summary>
internal static class BiasCopy
{
    /// <summary>Creates the copy; zeros at a place where the backbone adds no bias.</summary>
    public static Parameter Create(AdapterShape shape)
    {
        using var frozen = no_grad();
        if (shape.Bias is not { } read)
            return Components.Keep(new Parameter(zeros(shape.OutputWidth)));

        using var own = read();
        return Components.Keep(new Parameter(own.clone()));
    }

    /// <summary>Computes <c>b' − b</c>, which turns what the backbone adds <c>b</c> to into what has <c>b'</c>.</summary>
    /// <param name="copy"><c>b'</c></param>
    /// <param name="read">Returns <c>b</c>, a new tensor; <see langword="null"/> for zeros.</param>
    /// <returns>A new tensor owned by the caller.</returns>
    public static Tensor ComputeChange(Parameter copy, Func<Tensor>? read)
    {
        if (read is null)
            return copy.alias();

        using var own = read();
        return copy - own;
    }
}
