namespace AdapterKit.Interchange;

/// <summary>The head that a folder describes.</summary>
/// <param name="Kind">What it predicts.</param>
/// <param name="Labels">The labels, in the order of its outputs; none if the folder does not name them.</param>
/// <param name="Outputs">The number of its outputs.</param>
/// <param name="Layers">Its linear layers, the last of which computes the logits.</param>
/// <param name="Activation">The function between them.</param>
internal sealed record HeadSource(
    TaskKind Kind, IReadOnlyList<string> Labels, int Outputs, IReadOnlyList<HeadLayer> Layers, Activation Activation)
{
    /// <summary>The form of the task's head.</summary>
    public HeadForm Form => new() { Norm = false, Hidden = Layers.Count - 1, Activation = Layers.Count > 1 ? Activation : Activation.Tanh };

    /// <summary>The kinds of tasks that may have the head; that of <see cref="Kind"/> and those with the same outputs.</summary>
    public IReadOnlyList<TaskKind> Kinds { get; init; } = [Kind];
}

/// <summary>A linear layer of a head.</summary>
/// <param name="Key">Its key; in the file of the head, or in the checkpoint of the backbone.</param>
/// <param name="IsInBackbone">Whether it belongs to the checkpoint of the backbone.</param>
/// <param name="HasBias">Whether it has a bias; one without is loaded as zero.</param>
internal sealed record HeadLayer(string Key, bool IsInBackbone = false, bool HasBias = true)
{
    /// <summary>The weights of the layer in files.</summary>
    public IEnumerable<(string Name, Parameter Parameter)> GetWeights(Linear linear) =>
        linear.named_parameters().Where(weight => HasBias || weight.name == "weight");
}
