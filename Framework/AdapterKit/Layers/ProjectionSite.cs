namespace AdapterKit;

/// <summary>A part of a product in one layer, where an adapter may change the product.</summary>
/// <param name="Layer">The layer, counted from 0 at the input.</param>
/// <param name="Name">The sub-layer and the part, such as <c>attention.q</c>.</param>
/// <param name="Projection">The number of the product in the stack.</param>
/// <param name="Part">The range of its outputs.</param>
/// <param name="InputWidth">The width of its input.</param>
public sealed record ProjectionSite(int Layer, string Name, int Projection, ProjectionPart Part, long InputWidth) : IAdapterPlace
{
    /// <inheritdoc />
    public PlaceKind Kind => PlaceKind.Projection;

    /// <summary><c>layers.3.attention.q</c>: the prefix of the site's keys in a bundle.</summary>
    public override string ToString() => $"layers.{Layer}.{Name}";
}
