namespace AdapterKit;

/// <summary>Drops the same number of layers in every call.</summary>
/// <param name="layers">How many of the first layers run without adapters.</param>
public sealed class FixedDrop(int layers) : IDropPolicy
{
    /// <inheritdoc />
    public int Choose(DropRequest request) => layers;
}
