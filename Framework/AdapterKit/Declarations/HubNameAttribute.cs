namespace AdapterKit;

/// <summary>Names a component of a variant as the files of the AdapterHub library (<c>adapters</c>) do.</summary>
/// <remarks>
/// <code>
/// [Down, Normal(0.02), HubName("adapter_down.0")] private readonly Linear down = Linear(shape.Width, options.Bottleneck);
/// [Up, Zeros, HubName("lora_B", Of = "weight")] private readonly Linear b = Linear(options.Rank, shape.OutputWidth, hasBias: false);
/// </code>
/// </remarks>
/// <param name="name">The name, such as <c>"adapter_down.0"</c>.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class HubNameAttribute(string name) : PublishedNameAttribute(name);
