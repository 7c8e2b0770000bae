namespace AdapterKit;

/// <summary>The shape of the site that an adapter is built for.</summary>
/// <param name="Width">The width of the hidden states at the site.</param>
public readonly record struct AdapterShape(int Width);
