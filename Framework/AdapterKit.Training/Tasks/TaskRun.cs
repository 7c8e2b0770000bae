namespace AdapterKit.Training;

/// <summary>Trains one task: its adapters, its head alone, or the whole backbone.</summary>
internal sealed class TaskRun : ITrainable, IDisposable
{
    private readonly TaskTraining training;
    private readonly TaskAdapter task;
    private readonly TrainingOptions options;
    private readonly IProgress<TrainingProgress>? progress;
    private readonly FeatureCache? features;
    private readonly RobustPlans? robust;
    private readonly PrefixCache? prefix;
    private TrainingProgress last;

    /// <param name="task">The task; borrowed.</param>
    /// <param name="data">Texts with labels of the task.</param>
    /// <param name="options">How it is trained.</param>
    /// <param name="caching">Where to cache the frozen prefix; <see langword="null"/> to run it in every step.</param>
    /// <param name="warn">Called with a sentence when something does not work as requested.</param>
    /// <param name="progress">Called after every step and every epoch.</param>
    /// <param name="evaluating">Called while texts are evaluated.</param>
    /// <param name="cancellationToken">Cancels while texts or images are read.</param>
    /// <exception cref="ArgumentException">A text has an unknown label, or the options do not fit the backbone.</exception>
    public TaskRun(
        TaskAdapter task,
        TextDataSet data,
        TrainingOptions options,
        PrefixCaching? caching,
        Action<string> warn,
        IProgress<TrainingProgress>? progress,
        IProgress<EvaluationProgress>? evaluating,
        CancellationToken cancellationToken)
    {
        (this.task, this.options, this.progress) = (task, options, progress);
        training = new TaskTraining(task, data, options, evaluating, cancellationToken);
        States = [training.State];
        robust = options is { Mode: TrainingMode.Adapter, RobustDrop: { } distribution }
            ? new RobustPlans(task, distribution, options.Seed)
            : null;
        task.DroppableLayers = robust is null ? 0 : options.RobustDrop!.Largest(task.Backbone.Encoder.Layers.Count);
        prefix = caching is null ? null : PrefixCacheBuilder.TryBuild(caching, task, training.Texts, options, warn);
        // The hidden states of all tokens would not fit into memory.
        features = options.Mode == TrainingMode.Head && !task.ReadsTokens
            ? new FeatureCache(task.Backbone, training.Texts, options.BatchSize)
            : null;
    }

    public IReadOnlyList<TrainingState> States { get; }

    public int Step => training.State.Step;

    public bool IsDone => training.IsDone;

    public bool IsEpochBoundary => training.IsEpochBoundary;

    public void BeginEpoch()
    {
        task.train();
        task.Backbone.train(options.Mode == TrainingMode.Full);
    }

    public StepResult TrainStep()
    {
        using var scope = NewDisposeScope();
        var indices = training.GetBatch();
        var inputs = features is null ? ComputeFeatures(indices) : features.Gather(indices);
        var loss = task.ComputeLoss(inputs, training.GetTargets(indices), training.LabelWeights);
        loss.backward();
        training.State.Advance(loss.ToDouble());
        return new StepResult(loss.ToDouble(), indices.Length);
    }

    public void Report(double meanLoss, double itemsPerSecond)
    {
        last = new TrainingProgress(training.CurrentEpoch, Step, training.Steps, meanLoss, itemsPerSecond, training.Latest);
        progress?.Report(last);
    }

    public void Validate()
    {
        training.Validate();
        progress?.Report(last with { Validation = training.Latest, IsEpochEnd = true });
    }

    /// <inheritdoc cref="TaskTraining.Finish" />
    public TrainingResult Finish() => training.Finish();

    public void Dispose()
    {
        training.Dispose();
        features?.Dispose();
        robust?.Dispose();
        prefix?.Dispose();
    }

    private Tensor ComputeFeatures(int[] indices)
    {
        using var batch = training.Texts.CreateBatch(indices);
        var hidden = Encode(indices, batch, robust?.GetPlan(Step) ?? task.Plan);
        return task.ReadsTokens ? hidden : task.Backbone.Pool(hidden, batch.Output);
    }

    private Tensor Encode(int[] indices, TokenBatch batch, AdapterPlan plan)
    {
        if (prefix is null)
            return task.Backbone.Encode(batch, plan);

        using var start = prefix.Gather(indices, batch.Ids.size(1));
        return task.Backbone.Resume(start, prefix.Layer, batch, plan);
    }
}
