using System.Text.Json.Serialization;

namespace AdapterKit.Training;

/// <summary>How a task is trained.</summary>
public sealed record TrainingOptions : OptimizerOptions
{
    /// <summary>Options that suit adapters.</summary>
    public TrainingOptions() => (Epochs, BatchSize, LearningRate) = (8, 32, 1.5e-3);

    /// <summary>Which weights are trained.</summary>
    public TrainingMode Mode { get; init; } = TrainingMode.Adapter;

    /// <summary>Training ends after this many epochs without a better validation score.</summary>
    public int Patience { get; init; } = 4;

    /// <summary>The dropout rate of the pooled features.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>Whether the loss weights each label in inverse proportion to its frequency.</summary>
    public bool BalanceLabels { get; init; }

    /// <summary>
    /// Whether the training texts of a language model are packed: as many as fit stand in one row of the tokens that the task reads, each
    /// computed as alone, and longer ones are divided among rows instead of cut off. A step then has so many rows instead of texts.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool PackTexts { get; init; }

    /// <summary>
    /// The distribution of the number of first layers that run without adapters, drawn anew in each step, so that any number of them may be
    /// dropped later (robust AdapterDrop, Rücklé et al. 2021, §3.2); <see langword="null"/> to train all adapters in every step.
    /// </summary>
    public DropDistribution? RobustDrop { get; init; }

    /// <summary>Returns options that suit a mode: full fine-tuning needs a lower learning rate, a head alone more epochs.</summary>
    /// <param name="mode">Which weights are trained.</param>
    public static TrainingOptions For(TrainingMode mode) => mode switch
    {
        TrainingMode.Full => new() { Mode = mode, LearningRate = 2e-4, Epochs = 4, Patience = 3 },
        TrainingMode.Head => new() { Mode = mode, LearningRate = 3e-3, Epochs = 20, Patience = 5 },
        _ => new() { Mode = mode },
    };
}
