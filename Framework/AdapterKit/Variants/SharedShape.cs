namespace AdapterKit;

/// <summary>The shape of what all adapters of a set share.</summary>
/// <param name="Places">The shapes of the places that have one of the adapters, by <see cref="AdapterShape.Index"/>.</param>
public sealed record SharedShape(IReadOnlyList<AdapterShape> Places);
