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
    private readonly IReadOnlyList<TaskAdapter> tasks = [.. trainings.Select(training => training.Task)];
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private double meanLoss;
    private int texts;

    public IReadOnlyList<TrainingResult> Complete(CancellationToken cancellation)
    {
        foreach (var (training, checkpoint) in trainings.Zip(checkpoints ?? []).Where(entry => entry.Second.Exists))
            checkpoint.Load(training.State);

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

    private void Step(List<TaskTraining> active)
    {
        foreach (var training in active.Where(training => !training.Task.training))
            training.Task.train();

        // All that are not done have done equally many steps.
        var first = active[0];
        var epoch = first.Epoch + 1;
        manual_seed(unchecked(((long)options.Seed << 32) + first.State.Step));
        var loss = Descend([.. active.Select(training => (training, training.Batch()))]);
        meanLoss = first.State.Step == 1 ? loss : (0.95 * meanLoss) + (0.05 * loss);
        progress?.Report(new TrainingProgress(
            epoch, first.State.Step, trainings.Max(training => training.Steps), meanLoss, texts / watch.Elapsed.TotalSeconds, first.Latest));
    }

    private double Descend(List<(TaskTraining Training, int[] Texts)> parts)
    {
        using var scope = NewDisposeScope();
        var rows = parts.SelectMany(part => part.Texts.Select(text => part.Training.Texts.Rows[text])).ToList();
        using var batch = TokenBatch.Pad(rows, backbone.Tokenizer.PadId);
        using var plan = backbone.Plan(Setup.BatchSplit([.. parts.SelectMany(part => part.Texts.Select(_ => Setup.Of(part.Training.Task.Id)))]), tasks);
        using var answers = backbone.Answer(batch, plan);
        var loss = parts
            .Select(part => part.Training.Loss(answers[part.Training.Task.Id], part.Texts))
            .Aggregate((sum, next) => sum + next);
        loss.backward();
        foreach (var (training, _) in parts)
            training.State.Advance();

        texts += rows.Count;
        return loss.item<float>() / parts.Count;
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
