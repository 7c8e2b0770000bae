using System.Diagnostics;

namespace AdapterKit.Training;

/// <summary>One training of one task, from its first step to its scores.</summary>
internal sealed class TrainingRun : IDisposable
{
    private readonly TaskTraining training;
    private readonly TaskAdapter task;
    private readonly TrainingOptions options;
    private readonly IProgress<TrainingProgress>? progress;
    private readonly FeatureCache? features;
    private readonly RobustPlans? robust;
    private readonly PrefixCache? prefix;
    private double meanLoss;

    public TrainingRun(
        TaskAdapter task, TextDataSet data, TrainingOptions options, PrefixCaching? caching, Action<string> notices, IProgress<TrainingProgress>? progress)
    {
        (this.task, this.options, this.progress) = (task, options, progress);
        training = new TaskTraining(task, data, options);
        robust = options is { Mode: TrainingMode.Adapter, RobustDrop: { } distribution }
            ? new RobustPlans(task, distribution, options.Seed, training.Steps)
            : null;
        prefix = caching?.Open(task, training.Texts, options, notices);
        features = options.Mode == TrainingMode.Head ? new FeatureCache(task.Backbone, training.Texts, options.BatchSize) : null;
    }

    private TrainingState State => training.State;

    public TrainingResult Complete(Checkpoint? checkpoint, CancellationToken cancellation)
    {
        if (checkpoint?.Exists == true)
            checkpoint.Load(State);

        while (!training.IsDone)
        {
            RunEpoch(checkpoint, cancellation);
            training.Judge();
            checkpoint?.Save(State);
        }

        checkpoint?.Delete();
        return training.Finish();
    }

    public void Dispose()
    {
        training.Dispose();
        features?.Dispose();
        robust?.Dispose();
        prefix?.Dispose();
    }

    private void RunEpoch(Checkpoint? checkpoint, CancellationToken cancellation)
    {
        task.train();
        task.Backbone.train(options.Mode == TrainingMode.Full);
        var watch = Stopwatch.StartNew();
        var (epoch, done) = (training.Epoch, 0);
        while (training.Epoch == epoch)
        {
            if (cancellation.IsCancellationRequested)
            {
                checkpoint?.Save(State);
                throw new OperationCanceledException(cancellation);
            }

            // Chance starts anew at each step, so that a resumed run meets the same dropout.
            manual_seed(unchecked(((long)options.Seed << 32) + State.Step));
            var indices = training.Batch();
            var loss = Descend(indices);
            meanLoss = State.Step == 1 ? loss : (0.95 * meanLoss) + (0.05 * loss);
            done += indices.Length;
            progress?.Report(new TrainingProgress(
                epoch + 1, State.Step, training.Steps, meanLoss, done / watch.Elapsed.TotalSeconds, training.Latest));
        }
    }

    private double Descend(int[] indices)
    {
        using var scope = NewDisposeScope();
        var scores = features is null ? RunTask(indices) : task.Head(features.Of(indices));
        var loss = training.Loss(scores, indices);
        loss.backward();
        State.Advance();
        return loss.item<float>();
    }

    private Tensor RunTask(int[] indices)
    {
        using var batch = training.Texts.Batch(indices);
        using var hidden = Encode(indices, batch, robust?.Of(State.Step) ?? task.Plan);
        using var pooled = task.Backbone.Pool(hidden, batch);
        return task.Head(pooled);
    }

    private Tensor Encode(int[] indices, TokenBatch batch, AdapterPlan plan)
    {
        if (prefix is null)
            return task.Backbone.Encode(batch, plan);

        using var start = prefix.Of(indices, batch.Ids.size(1));
        return task.Backbone.Resume(start, prefix.Layer, batch, plan);
    }
}
