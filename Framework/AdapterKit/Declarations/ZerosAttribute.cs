namespace AdapterKit;

/// <summary>Starts a weight and its bias at zero. On an up-projection it makes a fresh adapter an exact identity.</summary>
/// <remarks>
/// <code>
/// [Up, Zeros] private readonly Linear up = Linear(options.Bottleneck, shape.Width);
/// </code>
/// </remarks>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ZerosAttribute : Attribute;
