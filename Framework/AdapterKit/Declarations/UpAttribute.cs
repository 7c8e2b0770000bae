namespace AdapterKit;

/// <summary>Marks the up-projection <c>U</c> of a bottleneck <c>Δ(x) = s·(U f(D x + b_d) + b_u)</c>.</summary>
/// <remarks>
/// <code>
/// [Down, Normal(0.02)] private readonly Linear down = Linear(shape.Width, options.Bottleneck);
/// [Up, Zeros] private readonly Linear up = Linear(options.Bottleneck, shape.Width);
/// </code>
/// </remarks>
[AttributeUsage(AttributeTargets.Field)]
public sealed class UpAttribute : Attribute;
