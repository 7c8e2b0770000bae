namespace AdapterKit.Training;

/// <summary>
/// Trains several tasks in the same steps: each step computes one batch of every active task in a single pass of the backbone.
/// </summary>
/// <param name="trainings">The tasks, all of one backbone; borrowed.</param>
/// <param name="progress">Called after every step and every epoch.</param>
internal sealed class MultiTaskRun(IReadOnlyList<TaskTraining> trainings, IProgress<TrainingProgress>? progress) : ITrainable
{
    private IReadOnlyList<TaskTraining> active = [];
    private TrainingProgress last;

    public IReadOnlyList<TrainingState> States { get; } = [.. trainings.Select(training => training.State)];

    // All active tasks have finished the same number of steps.
    public int Step => active[0].State.Step;

    public bool IsDone => trainings.All(training => training.IsDone);

    public bool IsEpochBoundary => active.Any(training => training.IsEpochBoundary);

    public void BeginEpoch()
    {
        // No task becomes done between two epoch boundaries.
        active = [.. trainings.Where(training => !training.IsDone)];
        RequireSameStep();
        trainings[0].Task.Backbone.eval();
        foreach (var training in active)
            training.Task.train();
    }

    public StepResult TrainStep()
    {
        using var scope = NewDisposeScope();
        var texts = active.Sum(training => training.GetBatch().Length);
        var losses = ComputeLosses(active);
        losses.sum().backward();
        var values = losses.detach().to(ScalarType.Float64).cpu().data<double>().ToArray();
        foreach (var (training, loss) in active.Zip(values))
            training.State.Advance(loss);

        return new StepResult(values.Average(), texts);
    }

    public void Report(double meanLoss, double itemsPerSecond)
    {
        last = new TrainingProgress(
            active[0].CurrentEpoch, Step, trainings.Max(training => training.Steps), meanLoss, itemsPerSecond, active[0].Latest);
        progress?.Report(last);
    }

    public void Validate()
    {
        foreach (var training in active.Where(training => training.IsEpochBoundary))
            training.Validate();

        if (active[0].IsEpochBoundary)
            progress?.Report(last with { Validation = active[0].Latest, IsEpochEnd = true });
    }

    /// <summary>Computes the losses of all tasks in the next step, from a single pass over one batch of each.</summary>
    /// <returns>A new tensor <c>[tasks]</c> in the current dispose scope.</returns>
    internal static Tensor ComputeLosses(IReadOnlyList<TaskTraining> trainings)
    {
        using var scope = NewDisposeScope();
        var backbone = trainings[0].Task.Backbone;
        var parts = trainings.Select(training => (Training: training, Texts: training.GetBatch())).ToList();
        var rows = parts.SelectMany(part => part.Training.Texts.Select(part.Texts)).ToList();
        using var batch = TokenBatch.Pad(rows, backbone.PadId, backbone.Device);
        using var plan = backbone.Compile(
            Setup.BatchSplit([.. parts.SelectMany(part => part.Texts.Select(_ => Setup.Of(part.Training.Task.Id)))]),
            [.. trainings.Select(training => training.Task)]);
        long[] counts = [.. parts.Select(part => (long)part.Texts.Length)];
        var hidden = backbone.Encode(batch, plan);
        var tokens = hidden.split(counts);
        var pooled = trainings.All(training => training.Task.ReadsTokens) ? tokens : backbone.Pool(hidden, batch.Output).split(counts);
        return stack(parts.Select((part, index) => ComputeLoss(
            part.Training, part.Training.Task.ReadsTokens ? tokens[index] : pooled[index], part.Texts))).MoveToOuterDisposeScope();
    }

    private static Tensor ComputeLoss(TaskTraining training, Tensor features, int[] texts) =>
        training.Task.ComputeLoss(features, training.GetTargets(texts), training.LabelWeights);

    // The checkpoints are replaced together, but somebody may have copied or deleted one of them.
    private void RequireSameStep()
    {
        var latest = trainings.Max(training => training.State.Step);
        if (active.All(training => training.State.Step == latest))
            return;

        var steps = trainings.Select(training => $"'{training.Task.Id}' {training.State.Step}");
        throw new CheckpointMismatchException(
            $"The checkpoints are of different steps ({string.Join(", ", steps)}): they do not belong together. "
            + "Delete them, and train from the beginning.");
    }
}
