namespace AdapterKit.Training;

/// <summary>What every kind of training has in common: passes, batches, learning rate and seed.</summary>
public abstract record OptimizerOptions
{
    private protected OptimizerOptions()
    {
    }

    /// <summary>The maximum number of passes over the training texts.</summary>
    public int Epochs { get; init; }

    /// <summary>The number of texts per step.</summary>
    public int BatchSize { get; init; }

    /// <summary>The peak learning rate.</summary>
    public double LearningRate { get; init; }

    /// <summary>The fraction of steps in which the learning rate rises from zero; afterwards it falls back to zero.</summary>
    public double WarmUp { get; init; } = 0.1;

    /// <summary>AdamW's weight decay. It does not apply to biases, norms and scalings.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>The gradient norm over all weights is clipped to this value.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>The seed of all randomness: the same seed gives the same weights, bit by bit.</summary>
    public int Seed { get; init; } = 1;
}
