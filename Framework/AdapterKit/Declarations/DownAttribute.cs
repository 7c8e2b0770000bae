namespace AdapterKit;

/// <summary>Marks the down-projection <c>D</c> of a bottleneck <c>Δ(x) = s·(U f(D x + b_d) + b_u)</c>.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class DownAttribute : Attribute;
