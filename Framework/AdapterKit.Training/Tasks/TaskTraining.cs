using TorchSharp.Modules;

namespace AdapterKit.Training;

/// <summary>One task in training: its texts, its weights, and its progress.</summary>
internal sealed class TaskTraining : IDisposable
{
    private readonly TextDataSet data;
    private readonly TrainingOptions options;
    private readonly IProgress<EvaluationProgress>? evaluating;
    private readonly TokenizedTexts validation;
    private readonly EpochBatches batches;
    private readonly Tensor targets;

    /// <param name="task">The task; borrowed.</param>
    /// <param name="data">Texts with labels of the task.</param>
    /// <param name="options">How it is trained.</param>
    /// <param name="evaluating">Called while texts are evaluated.</param>
    /// <param name="cancellationToken">Cancels while texts or images are read.</param>
    /// <exception cref="ArgumentException">A text has a target that the task cannot have, or there are no labels to balance.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public TaskTraining(
        TaskAdapter task,
        TextDataSet data,
        TrainingOptions options,
        IProgress<EvaluationProgress>? evaluating = null,
        CancellationToken cancellationToken = default)
    {
        (Task, this.data, this.options, this.evaluating) = (task, data, options, evaluating);
        Texts = options.PackTexts ? TokenizedTexts.Pack(data.Train, task) : new(data.Train, task, cancellationToken);
        validation = new(data.Validation, task, cancellationToken);
        batches = new EpochBatches(Texts.Lengths, options.BatchSize, options.Seed);
        Steps = batches.CountSteps(options.Epochs);
        targets = CreateTargets();
        State = new TrainingState(SelectWeights(), options, batches.Count);
        LabelWeights = options.BalanceLabels ? BalanceLabels() : null;
        foreach (var head in task.modules().OfType<TaskHead>())
            head.Dropout = options.Dropout;
    }

    public TaskAdapter Task { get; }

    public TokenizedTexts Texts { get; }

    public TrainingState State { get; }

    /// <summary>The weight of each label in the loss, <c>[labels]</c>; <see langword="null"/> if all count the same.</summary>
    public Tensor? LabelWeights { get; }

    /// <summary>The latest validation metrics; <see langword="null"/> before the first validation.</summary>
    public TaskScores? Latest { get; private set; }

    /// <summary>The total number of steps, unless training ends early.</summary>
    public int Steps { get; }

    /// <summary>The number of finished epochs.</summary>
    public int Epoch => State.Step / batches.Count;

    /// <summary>The epoch of the last step, counted from 1.</summary>
    public int CurrentEpoch => ((State.Step - 1) / batches.Count) + 1;

    /// <summary>Whether the last step finished an epoch.</summary>
    public bool IsEpochBoundary => State.Step % batches.Count == 0;

    /// <summary>Whether all epochs are finished, or too many of them brought no better score.</summary>
    public bool IsDone => Epoch >= options.Epochs || Epoch - State.BestEpoch >= options.Patience;

    /// <summary>Returns the indices of the texts of the next step.</summary>
    public int[] GetBatch() => batches.GetBatch(State.Step);

    /// <summary>Returns the targets of some texts as a new tensor, owned by the caller.</summary>
    public Tensor GetTargets(int[] indices)
    {
        using var scope = NewDisposeScope();
        var rows = targets.index_select(0, tensor(indices, device: targets.device));
        return (Task.ReadsTokens ? rows.narrow(1, 0, Texts.CountOutputs(indices)) : rows).MoveToOuterDisposeScope();
    }

    /// <summary>Evaluates the task on its validation texts, and keeps its weights if they are better than all before.</summary>
    public void Validate()
    {
        Task.Backbone.eval();
        Latest = Evaluate(validation);
        State.KeepIfBest(Epoch, Latest.Selection);
    }

    /// <summary>Restores the best weights, and evaluates them.</summary>
    public TrainingResult Finish()
    {
        var epochs = Epoch;
        State.RestoreBest();
        var count = new ParameterCount(State.ParameterCount, Task.Backbone.parameters().Sum(parameter => parameter.numel()));
        return new TrainingResult(
            Task,
            Evaluate(validation),
            data.Test.Count == 0 ? null : Evaluate(new TokenizedTexts(data.Test, Task, CancellationToken.None)),
            State.BestEpoch,
            epochs,
            count);
    }

    public void Dispose()
    {
        State.Dispose();
        targets.Dispose();
        LabelWeights?.Dispose();
    }

    private IEnumerable<(string Name, Parameter Parameter)> SelectWeights()
    {
        var own = Task.named_parameters().Where(entry => entry.parameter.requires_grad);
        return options.Mode == TrainingMode.Full
            ? own.Concat(Task.Backbone.named_parameters().Select(entry => ($"backbone.{entry.name}", entry.parameter)))
            : own;
    }

    private TaskScores Evaluate(TokenizedTexts texts) => Evaluator.Evaluate(Task, texts, Task.Forward, evaluating);

    private Tensor CreateTargets()
    {
        using var scope = NewDisposeScope();
        var created = Texts.Targets.CreateTensor([.. Enumerable.Range(0, Texts.Count)], Texts.All);
        return created.to(Task.Backbone.Device).DetachFromDisposeScope();
    }

    // Of the type and on the device of the weights, like the logits that they multiply.
    private Tensor BalanceLabels() => Texts.Targets.ComputeLabelWeights() is { } weights
        ? tensor(weights, State.WeightType, Task.Backbone.Device).DetachFromDisposeScope()
        : throw new ArgumentException(
            $"Task '{Task.Id}' is of the kind {Task.Declaration.Kind.Id}, which has no labels to balance. Leave out balancing.");
}
