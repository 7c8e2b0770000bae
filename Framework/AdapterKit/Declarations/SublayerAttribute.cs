namespace AdapterKit;

/// <summary>
/// Marks a field of a <see cref="TransformerLayerAttribute"/> class as a sub-layer that the generated <c>forward</c> runs.
/// </summary>
/// <remarks>
/// The field's type implements <see cref="ISublayer"/> and is a module over a tensor, or over a tensor and an <see cref="AdapterPass"/>.
/// </remarks>
[AttributeUsage(AttributeTargets.Field)]
public sealed class SublayerAttribute : Attribute;
