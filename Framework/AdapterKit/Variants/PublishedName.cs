namespace AdapterKit;

/// <summary>How another library's files name a component of a variant, from a <see cref="PublishedNameAttribute"/>.</summary>
/// <param name="Name">The component's own name, or that of one of its parameters, such as <c>down</c> or <c>a.weight</c>.</param>
/// <param name="Published">The name in the files, such as <c>adapter_down.0</c> or <c>lora_A</c>.</param>
public sealed record PublishedName(string Name, string Published)
{
    /// <summary>Whether files contain the vector as a matrix of one column.</summary>
    public bool IsColumn { get; init; }

    /// <summary>Whether files contain the vector as a matrix of one row.</summary>
    public bool IsRow { get; init; }

    /// <summary>Returns the shape that a parameter has in files.</summary>
    /// <param name="shape">The shape of the parameter.</param>
    public IReadOnlyList<long> ShapeOf(IReadOnlyList<long> shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return IsColumn ? [.. shape, 1] : IsRow ? [1, .. shape] : shape;
    }

    /// <summary>Returns the published name of a parameter; <see langword="null"/> if this names another component.</summary>
    /// <param name="parameter">The parameter's own name, such as <c>down.weight</c>.</param>
    public string? Of(string parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        if (parameter == Name)
            return Published;

        return parameter.StartsWith($"{Name}.", StringComparison.Ordinal) ? Published + parameter[Name.Length..] : null;
    }
}
