namespace AdapterKit;

/// <summary>The embedded tokens in front of the first layer, which an adapter may change.</summary>
/// <remarks>It counts as a part of layer 0: whoever drops that layer drops it, since nothing could be shared below it otherwise.</remarks>
/// <param name="Width">The width of the embeddings.</param>
public sealed record EntrySite(int Width) : IAdapterPlace
{
    /// <summary>The name of the place in every backbone.</summary>
    public const string PointName = "embeddings";

    /// <inheritdoc />
    public int Layer => 0;

    /// <inheritdoc />
    public string Name => PointName;

    /// <inheritdoc />
    public PlaceKind Kind => PlaceKind.Entry;

    /// <summary><c>embeddings</c>: the prefix of the site's keys in a bundle.</summary>
    public override string ToString() => PointName;
}
