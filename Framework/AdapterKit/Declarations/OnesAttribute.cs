namespace AdapterKit;

/// <summary>Starts a weight at one; a bias starts at zero.</summary>
/// <remarks>
/// <code>
/// [Ones] private Parameter gain = new(empty(shape.Width));
/// </code>
/// </remarks>
[AttributeUsage(AttributeTargets.Field)]
public sealed class OnesAttribute : Attribute;
