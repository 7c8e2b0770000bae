namespace AdapterKit;

/// <summary>Starts a weight at He et al.'s uniform noise with slope √5, as PyTorch's <c>Linear</c> does; a bias starts at zero.</summary>
/// <remarks>
/// <code>
/// [Down, KaimingUniform] private readonly Linear down = Linear(shape.Width, options.Bottleneck);
/// </code>
/// </remarks>
[AttributeUsage(AttributeTargets.Field)]
public sealed class KaimingUniformAttribute : Attribute;
