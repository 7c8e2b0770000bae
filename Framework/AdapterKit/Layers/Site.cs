namespace AdapterKit;

/// <summary>An insertion point in one layer.</summary>
/// <param name="Layer">The layer, counted from 0 at the input.</param>
/// <param name="Point">The insertion point.</param>
public sealed record Site(int Layer, InsertionPoint Point) : IAdapterPlace
{
    /// <summary>The name of the insertion point.</summary>
    public string Name => Point.Name;

    /// <inheritdoc />
    public PlaceKind Kind => PlaceKind.Residual;

    /// <summary><c>layers.3.attention</c>: the prefix of the site's keys in a bundle.</summary>
    public override string ToString() => $"layers.{Layer}.{Point.Name}";
}
