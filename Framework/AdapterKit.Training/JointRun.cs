using System.Diagnostics;

namespace AdapterKit.Training;

/// <summary>Several tasks trained in the same steps: a batch of each, through one pass.</summary>
/// <param name="trainings">The tasks, all of one backbone.</param>
/// <param name="checkpoints">Where each of them is saved, in the same order; <see langword="null"/> to save nothing.</param>
/// <param name="options">The recipe.</param>
/// <param name="progress">Told after every step.</param>
internal sealed class JointRun(
    IReadOnlyList<TaskTraining> trainings, IReadOnlyList<Checkpoint>? checkpoints, TrainingOptions options, IProgress<TrainingProgress>? progress)
{
    private readonly Backbone backbone = trainings[0].Task.Backbone;
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private double meanLoss;
    private int texts;

    public IReadOnlyList<TrainingResult> Complete(CancellationToken cancellation)
    {
        foreach (var (training, checkpoint) in trainings.Zip(checkpoints ?? []).Where(entry => entry.Second.Exists))
            checkpoint.Load(training.State);

        RequireOneStep();
        backbone.eval();
        while (trainings.Where(training => !training.IsDone).ToList() is { Count: > 0 } active)
        {
            if (cancellation.IsCancellationRequested)
            {
                Save();
                throw new OperationCanceledException(cancellation);
            }

            Step(active);
            Judge(active);
        }

        foreach (var checkpoint in checkpoints ?? [])
            checkpoint.Delete();

        return [.. trainings.Select(training => training.Finish())];
    }

    // A task that is not done took part in every step. A process killed while it saved leaves some files older than others.
    private void RequireOneStep()
    {
        var latest = trainings.Max(training => training.State.Step);
        if (trainings.Any(training => !training.IsDone && training.State.Step != latest))
            throw new InvalidOperationException($"The checkpoints are of different steps ({string.Join(", ", trainings.Select(training => $"'{training.Task.Id}' {training.State.Step}"))}): saving was cut short. Delete them, and train from the beginning.");
    }

    private void Step(List<TaskTraining> active)
    {
        foreach (var training in active.Where(training => !training.Task.training))
            training.Task.train();

        // All that are not done have done equally many steps.
        var first = active[0];
        var epoch = first.Epoch + 1;
        manual_seed(unchecked(((long)options.Seed << 32) + first.State.Step));
        var loss = Descend(active);
        meanLoss = first.State.Step == 1 ? loss : (0.95 * meanLoss) + (0.05 * loss);
        progress?.Report(new TrainingProgress(
            epoch, first.State.Step, trainings.Max(training => training.Steps), meanLoss, texts / watch.Elapsed.TotalSeconds, first.Latest));
    }

    private double Descend(List<TaskTraining> active)
    {
        using var scope = NewDisposeScope();
        var loss = Losses(active);
        texts += active.Sum(training => training.Batch().Length);
        loss.backward();
        foreach (var training in active)
            training.State.Advance();

        return loss.item<float>() / active.Count;
    }

    /// <summary>What all tasks together are to make smaller in the present step, from one pass over a batch of each.</summary>
    internal static Tensor Losses(IReadOnlyList<TaskTraining> active)
    {
        using var scope = NewDisposeScope();
        var backbone = active[0].Task.Backbone;
        var parts = active.Select(training => (Training: training, Texts: training.Batch())).ToList();
        var rows = parts.SelectMany(part => part.Texts.Select(text => part.Training.Texts.Rows[text])).ToList();
        using var batch = TokenBatch.Pad(rows, backbone.Tokenizer.PadId);
        using var plan = backbone.Compile(
            Setup.BatchSplit([.. parts.SelectMany(part => part.Texts.Select(_ => Setup.Of(part.Training.Task.Id)))]),
            [.. active.Select(training => training.Task)]);
        using var answers = backbone.Forward(batch, plan);
        return parts
            .Select(part => part.Training.Loss(answers[part.Training.Task.Id], part.Texts))
            .Aggregate((sum, next) => sum + next)
            .MoveToOuterDisposeScope();
    }

    private void Judge(List<TaskTraining> active)
    {
        var judged = active.Where(training => training.IsBetweenEpochs).ToList();
        foreach (var training in judged)
            training.Judge();

        if (judged.Count > 0)
            Save();
    }

    private void Save()
    {
        foreach (var (training, checkpoint) in trainings.Zip(checkpoints ?? []))
            checkpoint.Save(training.State);
    }
}
