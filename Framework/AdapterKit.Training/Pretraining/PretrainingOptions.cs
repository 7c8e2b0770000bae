namespace AdapterKit.Training;

/// <summary>How a BERT is pretrained. Dropout is the model's own: none is best where time ends before the text is learned by heart (Geiping and Goldstein 2023).</summary>
public sealed record PretrainingOptions
{
    /// <summary>Passes over the texts.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Pieces of text a step.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>The length of a piece, in tokens; longer texts are cut into several.</summary>
    public int MaxTokens { get; init; } = 128;

    /// <summary>The highest learning rate: narrow models take more than the 1e-4 of BERT-base.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>The share of steps in which the learning rate rises from zero; afterwards it falls back to zero.</summary>
    public double WarmUp { get; init; } = 0.1;

    /// <summary>AdamW's weight decay; biases and norms are spared.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>The longest gradient, as the norm over all weights; longer ones are shortened.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>The share of tokens to guess.</summary>
    public double MaskRate { get; init; } = 0.15;

    /// <summary>What all randomness follows from: the same seed gives the same weights, bit by bit.</summary>
    public int Seed { get; init; } = 1;

    internal TrainingOptions Recipe => new()
    {
        Mode = TrainingMode.Full,
        Epochs = Epochs,
        BatchSize = BatchSize,
        MaxTokens = MaxTokens,
        LearningRate = LearningRate,
        WarmUp = WarmUp,
        WeightDecay = WeightDecay,
        ClipNorm = ClipNorm,
        Seed = Seed,
    };
}
