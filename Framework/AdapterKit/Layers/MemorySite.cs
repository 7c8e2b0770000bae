namespace AdapterKit;

/// <summary>The keys and values of an attention, to which an adapter may add.</summary>
/// <param name="Layer">The layer, counted from 0 at the input.</param>
/// <param name="Name">The sub-layer and <c>memory</c>, such as <c>attention.memory</c>.</param>
/// <param name="Attention">The attention.</param>
public sealed record MemorySite(int Layer, string Name, IAttention Attention) : IAdapterPlace
{
    /// <inheritdoc />
    public PlaceKind Kind => PlaceKind.Memory;

    /// <summary><c>layers.3.attention.memory</c>: the prefix of the site's keys in a bundle.</summary>
    public override string ToString() => $"layers.{Layer}.{Name}";
}
