namespace AdapterKit.Training;

/// <summary>What a <see cref="TrainingLoop"/> trains, such as one task, several tasks at once, or a language model.</summary>
internal interface ITrainable
{
    /// <summary>Everything that training changes, one entry per checkpoint file.</summary>
    IReadOnlyList<TrainingState> States { get; }

    /// <summary>The number of finished steps.</summary>
    int Step { get; }

    /// <summary>Whether all epochs are finished, or training ends early.</summary>
    bool IsDone { get; }

    /// <summary>Whether the last step finished an epoch.</summary>
    bool IsEpochBoundary { get; }

    /// <summary>Prepares the modules for the steps up to the next epoch boundary.</summary>
    /// <exception cref="CheckpointMismatchException">The states do not belong together.</exception>
    void BeginEpoch();

    /// <summary>Runs forward pass, backward pass and optimizer on the next batch. The random seed of the step is set already.</summary>
    StepResult TrainStep();

    /// <summary>Reports the progress after a step.</summary>
    /// <param name="meanLoss">The moving average of the loss.</param>
    /// <param name="itemsPerSecond">The throughput since the epoch began.</param>
    void Report(double meanLoss, double itemsPerSecond);

    /// <summary>Evaluates what has reached an epoch boundary, and keeps weights that are better than all before.</summary>
    void Validate();
}

/// <summary>The outcome of one training step.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Items">The size of the batch, in the unit of the throughput: texts or tokens.</param>
internal readonly record struct StepResult(double Loss, int Items);
