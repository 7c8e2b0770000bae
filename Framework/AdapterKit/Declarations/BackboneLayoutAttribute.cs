namespace AdapterKit;

/// <summary>Tells the compiler the layout of a backbone, so that it can check the layers and insertion points that tasks name.</summary>
/// <remarks>
/// <code>
/// [assembly: BackboneLayout(UseLite.Id, layers: 2, "attention", "feed_forward")]
/// </code>
/// </remarks>
/// <param name="id">The backbone's id.</param>
/// <param name="layers">The number of its layers.</param>
/// <param name="points">The insertion points of its layers; none if they are unknown.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class BackboneLayoutAttribute(string id, int layers, params string[] points) : Attribute
{
    /// <summary>The backbone's id.</summary>
    public string Id { get; } = id;

    /// <summary>The number of its layers.</summary>
    public int Layers { get; } = layers;

    /// <summary>The insertion points of its layers.</summary>
    public IReadOnlyList<string> Points { get; } = points;

    /// <summary>The parts of products that adapters may change, such as <c>attention.q</c>; none if they are unknown.</summary>
    public string[] Products { get; set; } = [];

    /// <summary>
    /// The attentions to whose keys and values adapters may add, such as <c>attention.memory</c>; none if they are unknown.
    /// </summary>
    public string[] Memories { get; set; } = [];
}
