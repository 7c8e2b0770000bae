using System.Diagnostics;

namespace AdapterKit.Training;

/// <summary>Runs a training to its end: seeds, steps, progress, validation and checkpoints.</summary>
/// <param name="training">What is trained.</param>
/// <param name="checkpoints">One checkpoint per state; empty to save nothing.</param>
/// <param name="seed">The seed of the training.</param>
/// <param name="lossDecay">The decay of the reported moving average of the loss.</param>
internal sealed class TrainingLoop(ITrainable training, IReadOnlyList<Checkpoint> checkpoints, int seed, double lossDecay)
{
    private readonly ExponentialMean meanLoss = new(lossDecay);

    /// <summary>Resumes from the checkpoints that exist, trains, and deletes the checkpoints.</summary>
    /// <exception cref="OperationCanceledException">Training was canceled; the checkpoints are written.</exception>
    /// <exception cref="CheckpointMismatchException">A checkpoint belongs to another training.</exception>
    public void Run(CancellationToken cancellationToken)
    {
        foreach (var (state, checkpoint) in States.Where(entry => entry.Checkpoint.Exists))
            checkpoint.Load(state);

        while (!training.IsDone)
        {
            RunEpoch(cancellationToken);
            training.Validate();
            Save();
        }

        foreach (var checkpoint in checkpoints)
            checkpoint.Delete();
    }

    private IEnumerable<(TrainingState State, Checkpoint Checkpoint)> States => training.States.Zip(checkpoints);

    private void RunEpoch(CancellationToken cancellationToken)
    {
        training.BeginEpoch();
        var watch = Stopwatch.StartNew();
        var items = 0L;
        do
        {
            if (cancellationToken.IsCancellationRequested)
            {
                Save();
                throw new OperationCanceledException(cancellationToken);
            }

            manual_seed(StepSeed.Compute(seed, training.Step));
            var result = training.TrainStep();
            meanLoss.Add(result.Loss);
            items += result.Items;
            training.Report(meanLoss.Value, items / watch.Elapsed.TotalSeconds);
        }
        while (!training.IsEpochBoundary);
    }

    private void Save()
    {
        foreach (var (state, checkpoint) in States)
            checkpoint.Save(state);
    }
}
