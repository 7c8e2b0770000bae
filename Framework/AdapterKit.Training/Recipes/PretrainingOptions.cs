namespace AdapterKit.Training;

/// <summary>How a BERT is pretrained.</summary>
/// <remarks>
/// The dropout rate belongs to the model. No dropout works best if training ends before the model memorizes the texts
/// (Geiping and Goldstein 2023). Narrow models take a higher learning rate than the 1e-4 of BERT-base.
/// </remarks>
public sealed record PretrainingOptions : OptimizerOptions
{
    /// <summary>Options that suit small models.</summary>
    public PretrainingOptions() => (Epochs, BatchSize, LearningRate) = (10, 16, 1e-3);

    /// <summary>The maximum number of tokens per chunk; longer texts are split into several chunks.</summary>
    public int MaxTokens { get; init; } = 128;

    /// <summary>The fraction of tokens to predict.</summary>
    public double MaskRate { get; init; } = 0.15;
}
