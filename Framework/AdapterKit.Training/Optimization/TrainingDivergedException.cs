using System.Globalization;

namespace AdapterKit.Training;

/// <summary>
/// A training diverged: its loss or its weights are no longer finite, or its loss is far above that of its first step when it ends.
/// </summary>
/// <remarks>The weights are unusable. The last checkpoint is from before, and stays.</remarks>
public sealed class TrainingDivergedException : Exception
{
    internal TrainingDivergedException(string finding, int step, double loss, double learningRate)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"The training diverged: {finding} after {step:N0} steps (peak learning rate {learningRate:R}). "
            + $"Train again with a lower learning rate."))
        => (Step, Loss, LearningRate) = (step, loss, learningRate);

    /// <summary>The number of steps until then.</summary>
    public int Step { get; }

    /// <summary>The loss of the step; at the end of a training, the mean loss of the last epoch.</summary>
    public double Loss { get; }

    /// <summary>The peak learning rate.</summary>
    public double LearningRate { get; }
}
