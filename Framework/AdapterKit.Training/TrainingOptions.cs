namespace AdapterKit.Training;

/// <summary>How a task is trained.</summary>
public sealed record TrainingOptions
{
    /// <summary>Which weights are trained.</summary>
    public TrainingMode Mode { get; init; } = TrainingMode.Adapter;

    /// <summary>The most passes over the training texts.</summary>
    public int Epochs { get; init; } = 8;

    /// <summary>Epochs without a better validation score after which training ends.</summary>
    public int Patience { get; init; } = 4;

    /// <summary>Texts a step.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Where longer texts are cut off, in tokens.</summary>
    public int MaxTokens { get; init; } = 64;

    /// <summary>The highest learning rate.</summary>
    public double LearningRate { get; init; } = 1.5e-3;

    /// <summary>The share of steps in which the learning rate rises from zero; afterwards it falls back to zero.</summary>
    public double WarmUp { get; init; } = 0.1;

    /// <summary>AdamW's weight decay; biases, norms and scalings are spared.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>The longest gradient, as the norm over all weights; longer ones are shortened.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>The share of pooled features set to zero.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>Whether rare labels count for more, in inverse proportion to their number.</summary>
    public bool BalanceLabels { get; init; }

    /// <summary>
    /// How many of the lowest layers go without adapters, drawn anew in each step, so that any number may be left out later (robust
    /// AdapterDrop, Rücklé et al. 2021, §3.2); <see langword="null"/> to train all adapters in every step.
    /// </summary>
    public DropDistribution? RobustDrop { get; init; }

    /// <summary>What all randomness follows from: the same seed gives the same weights, bit by bit.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>A recipe that suits a mode: full fine-tuning wants smaller steps, a head alone more of them.</summary>
    /// <param name="mode">Which weights are trained.</param>
    public static TrainingOptions For(TrainingMode mode) => mode switch
    {
        TrainingMode.Full => new() { Mode = mode, LearningRate = 2e-4, Epochs = 4, Patience = 3 },
        TrainingMode.Head => new() { Mode = mode, LearningRate = 3e-3, Epochs = 20, Patience = 5 },
        _ => new() { Mode = mode },
    };
}
