namespace AdapterKit;

/// <summary>Names a component of a variant as the files of the PEFT library do.</summary>
/// <remarks>
/// <code>
/// [Ones, PeftName("ia3_l", IsColumn = true)] private Parameter scale = new(ones(shape.OutputWidth));
/// </code>
/// </remarks>
/// <param name="name">The name, such as <c>"lora_A"</c>.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class PeftNameAttribute(string name) : PublishedNameAttribute(name);
