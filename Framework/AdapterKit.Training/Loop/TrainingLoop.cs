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

    /// <summary>Resumes from the checkpoints that exist, and trains. The checkpoints stay until the result is stored.</summary>
    /// <exception cref="OperationCanceledException">Training was canceled; the checkpoints are written.</exception>
    /// <exception cref="CheckpointMismatchException">A checkpoint belongs to another training.</exception>
    /// <exception cref="CheckpointDamagedException">A checkpoint cannot be read.</exception>
    /// <exception cref="TrainingDivergedException">
    /// Training diverged. The weights are the best ones so far, and the checkpoints those of the last epoch before it.
    /// </exception>
    public void Run(CancellationToken cancellationToken)
    {
        foreach (var (state, checkpoint) in States.Where(entry => entry.Checkpoint.Exists))
            meanLoss.Value = checkpoint.Load(state);

        try
        {
            RunEpochs(cancellationToken);
        }
        catch (TrainingDivergedException)
        {
            foreach (var state in training.States)
                state.RestoreBest();

            throw;
        }
    }

    private IEnumerable<(TrainingState State, Checkpoint Checkpoint)> States => training.States.Zip(checkpoints);

    private void RunEpochs(CancellationToken cancellationToken)
    {
        while (!training.IsDone)
        {
            RunEpoch(cancellationToken);
            RequireFinite();
            training.Validate();
            // An epoch that is off may be the beginning of the end: the last good checkpoint stays.
            if (!training.States.Any(state => state.Losses.IsFarAboveStart))
                Save();
        }

        foreach (var state in training.States)
            state.RequireConverged();
    }

    private void RunEpoch(CancellationToken cancellationToken)
    {
        training.BeginEpoch();
        var watch = Stopwatch.StartNew();
        var items = 0L;
        do
        {
            if (cancellationToken.IsCancellationRequested)
            {
                RequireFinite();
                Save();
                throw new OperationCanceledException(cancellationToken);
            }

            manual_seed(StepSeed.Compute(seed, training.Step));
            var result = training.TrainStep();
            meanLoss.Add(result.Loss);
            items += result.Items;
            training.Report(meanLoss.Value!.Value, items / watch.Elapsed.TotalSeconds);
        }
        while (!training.IsEpochBoundary);
    }

    private void RequireFinite()
    {
        foreach (var state in training.States)
            state.RequireFinite();
    }

    private void Save()
    {
        foreach (var (state, checkpoint) in States)
            checkpoint.Save(state, meanLoss.Value);

        foreach (var checkpoint in checkpoints)
            checkpoint.Commit();
    }
}
