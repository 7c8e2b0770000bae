namespace AdapterKit;

/// <summary>What an adapter must fit: the site it is built for.</summary>
/// <param name="Width">The width of the hidden states at the site.</param>
public readonly record struct AdapterShape(int Width);
