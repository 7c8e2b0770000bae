namespace AdapterKit;

/// <summary>Declares the key of a component's weights in published checkpoints.</summary>
/// <remarks>
/// The key is relative to the key of the component that contains the field. A module appends the names of its parameters
/// (<c>.weight</c>, <c>.bias</c>), a <c>Parameter</c> appends nothing, and a component that declares keys of its own appends these. In
/// the key of an <see cref="AdaptedStack"/>, <c>{i}</c> is the number of the layer.
/// <code>
/// [Weight("attention.self.query", Part = "q"), Weight("attention.self.key", Part = "k"), Weight("attention.self.value", Part = "v")]
/// [Weight("attention.output.dense", Part = "o")]
/// private readonly SelfAttention attention = new(config.Hidden, config.Heads);
///
/// [Weight("attention.output.LayerNorm")]
/// private readonly LayerNorm attentionNorm = LayerNorm(config.Hidden, config.NormEps);
/// </code>
/// The compiler writes <see cref="IMappedWeights.MapWeights"/> from these declarations.
/// </remarks>
/// <param name="key">The key, such as <c>"attention.output.dense"</c>.</param>
[AttributeUsage(AttributeTargets.Field, AllowMultiple = true)]
public sealed class WeightAttribute(string key) : Attribute
{
    /// <summary>The key, relative to the component that contains the field.</summary>
    public string Key { get; } = key;

    /// <summary>
    /// The part of a sub-layer that has this key, as named by its <see cref="WeightPartsAttribute"/>; <see langword="null"/> for the whole
    /// component.
    /// </summary>
    public string? Part { get; set; }

    /// <summary>Whether checkpoints contain the matrix transposed, as those of GPT-2 do (<c>Conv1D</c>).</summary>
    public bool Transposed { get; set; }

    /// <summary>Whether a checkpoint may lack the weights, which then keep their initial values.</summary>
    public bool Optional { get; set; }

    /// <summary>
    /// Whether the key stands beside the model's <see cref="BackboneModelAttribute.Prefix"/>, as that of a language model's head does.
    /// </summary>
    public bool Unprefixed { get; set; }
}
