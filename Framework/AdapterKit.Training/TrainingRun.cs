using System.Diagnostics;

namespace AdapterKit.Training;

/// <summary>One training of one task, from its first step to its scores.</summary>
internal sealed class TrainingRun : IDisposable
{
    private readonly TaskAdapter task;
    private readonly TextDataSet data;
    private readonly TrainingOptions options;
    private readonly IProgress<TrainingProgress>? progress;
    private readonly TokenizedTexts texts;
    private readonly TokenizedTexts validation;
    private readonly EpochBatches batches;
    private readonly TrainingState state;
    private readonly FeatureCache? features;
    private readonly RobustPlans? robust;
    private readonly PrefixCache? prefix;
    private readonly Tensor? labelWeights;
    private Scores? latest;
    private double meanLoss;

    public TrainingRun(
        TaskAdapter task, TextDataSet data, TrainingOptions options, PrefixCaching? caching, Action<string> notices, IProgress<TrainingProgress>? progress)
    {
        (this.task, this.data, this.options, this.progress) = (task, data, options, progress);
        texts = Tokenize(data.Train);
        validation = Tokenize(data.Validation);
        batches = new EpochBatches(texts.Lengths, options.BatchSize, options.Seed);
        state = new TrainingState(Trained(), options, options.Epochs * batches.Count);
        robust = options is { Mode: TrainingMode.Adapter, RobustDrop: { } distribution }
            ? new RobustPlans(task, distribution, options.Seed, options.Epochs * batches.Count)
            : null;
        prefix = caching?.Open(task, texts, options, notices);
        features = options.Mode == TrainingMode.Head ? new FeatureCache(task.Backbone, texts, options.BatchSize) : null;
        labelWeights = options.BalanceLabels ? BalancedWeights() : null;
        foreach (var head in task.modules().OfType<ClassificationHead>())
            head.Dropout = options.Dropout;
    }

    public TrainingResult Complete(Checkpoint? checkpoint, CancellationToken cancellation)
    {
        if (checkpoint?.Exists == true)
            checkpoint.Load(state);

        var epoch = state.Step / batches.Count;
        while (epoch < options.Epochs && epoch - state.BestEpoch < options.Patience)
        {
            RunEpoch(epoch, checkpoint, cancellation);
            epoch++;
            task.Backbone.eval();
            latest = Evaluator.Score(task, validation, task.Run);
            state.Judge(epoch, latest.Accuracy + latest.MacroF1);
            checkpoint?.Save(state);
        }

        state.RestoreBest();
        checkpoint?.Delete();
        var count = new ParameterCount(state.ParameterCount, task.Backbone.parameters().Sum(parameter => parameter.numel()));
        return new TrainingResult(
            task,
            Evaluator.Score(task, validation, task.Run),
            data.Test.Count == 0 ? null : Evaluator.Score(task, Tokenize(data.Test), task.Run),
            state.BestEpoch,
            epoch,
            count);
    }

    public void Dispose()
    {
        state.Dispose();
        features?.Dispose();
        robust?.Dispose();
        prefix?.Dispose();
        labelWeights?.Dispose();
    }

    private void RunEpoch(int epoch, Checkpoint? checkpoint, CancellationToken cancellation)
    {
        task.train();
        task.Backbone.train(options.Mode == TrainingMode.Full);
        var watch = Stopwatch.StartNew();
        var done = 0;
        foreach (var indices in batches.Of(epoch).Skip(state.Step % batches.Count))
        {
            if (cancellation.IsCancellationRequested)
            {
                checkpoint?.Save(state);
                throw new OperationCanceledException(cancellation);
            }

            // Chance starts anew at each step, so that a resumed run meets the same dropout.
            manual_seed(unchecked(((long)options.Seed << 32) + state.Step));
            var loss = Descend(indices);
            meanLoss = state.Step == 1 ? loss : (0.95 * meanLoss) + (0.05 * loss);
            done += indices.Length;
            progress?.Report(new TrainingProgress(
                epoch + 1, state.Step, options.Epochs * batches.Count, meanLoss, done / watch.Elapsed.TotalSeconds, latest));
        }
    }

    private double Descend(int[] indices)
    {
        using var scope = NewDisposeScope();
        var scores = features is null ? RunTask(indices) : task.Head(features.Of(indices));
        var loss = nn.functional.cross_entropy(scores, texts.Targets(indices), labelWeights);
        if (task.Penalty() is { } penalty)
            loss = loss + penalty;

        loss.backward();
        state.Advance();
        return loss.item<float>();
    }

    private Tensor RunTask(int[] indices)
    {
        using var batch = texts.Batch(indices);
        using var hidden = Encode(indices, batch, robust?.Of(state.Step) ?? task.Plan);
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

    private IEnumerable<(string Name, TorchSharp.Modules.Parameter Parameter)> Trained()
    {
        var own = task.named_parameters().Where(entry => entry.parameter.requires_grad);
        return options.Mode == TrainingMode.Full
            ? own.Concat(task.Backbone.named_parameters().Select(entry => ($"backbone.{entry.name}", entry.parameter)))
            : own;
    }

    private TokenizedTexts Tokenize(IReadOnlyList<Example> examples) =>
        new(examples, task.Declaration.Labels, task.Backbone.Tokenizer, options.MaxTokens);

    private Tensor BalancedWeights()
    {
        var counts = task.Declaration.Labels.Select((_, index) => texts.Labels.Count(label => label == index));
        return tensor(counts.Select(count => (float)texts.Count / (task.Declaration.Labels.Count * Math.Max(1, count))).ToArray()).DetachFromDisposeScope();
    }
}
