namespace AdapterKit;

/// <summary>The base of attributes that name a component of a variant as another library's files do.</summary>
/// <param name="name">The name, such as <c>"lora_A"</c>.</param>
[AttributeUsage(AttributeTargets.Field)]
public abstract class PublishedNameAttribute(string name) : Attribute
{
    /// <summary>The name, which follows the place of the adapter in a key.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// The one parameter of the component that has this name, without <c>.weight</c> or the like after it; <see langword="null"/> if the
    /// names of parameters follow.
    /// </summary>
    public string? Of { get; set; }

    /// <summary>Whether files contain the vector as a matrix of one column.</summary>
    public bool IsColumn { get; set; }

    /// <summary>Whether files contain the vector as a matrix of one row.</summary>
    public bool IsRow { get; set; }
}
