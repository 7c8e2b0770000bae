namespace AdapterKit;

/// <summary>Marks the static field or property of a task class that holds its variant's options.</summary>
/// <remarks>
/// <code>
/// [Options] private static readonly BottleneckOptions options = new() { Bottleneck = 32 };
/// </code>
/// </remarks>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class OptionsAttribute : Attribute;
