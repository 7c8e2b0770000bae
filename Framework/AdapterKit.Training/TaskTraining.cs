namespace AdapterKit.Training;

/// <summary>One task in training: its texts, its weights, and how far it is.</summary>
internal sealed class TaskTraining : IDisposable
{
    private readonly TextDataSet data;
    private readonly TrainingOptions options;
    private readonly TokenizedTexts validation;
    private readonly EpochBatches batches;
    private readonly Tensor? labelWeights;
    private (int Epoch, IReadOnlyList<int[]> Batches) dealt = (-1, []);

    public TaskTraining(TaskAdapter task, TextDataSet data, TrainingOptions options)
    {
        (Task, this.data, this.options) = (task, data, options);
        Texts = Tokenize(data.Train);
        validation = Tokenize(data.Validation);
        batches = new EpochBatches(Texts.Lengths, options.BatchSize, options.Seed);
        State = new TrainingState(Trained(), options, Steps);
        labelWeights = options.BalanceLabels ? BalancedWeights() : null;
        foreach (var head in task.modules().OfType<ClassificationHead>())
            head.Dropout = options.Dropout;
    }

    public TaskAdapter Task { get; }

    public TokenizedTexts Texts { get; }

    public TrainingState State { get; }

    /// <summary>The latest validation scores; <see langword="null"/> before the first.</summary>
    public Scores? Latest { get; private set; }

    /// <summary>Steps in all, if training does not end early.</summary>
    public int Steps => options.Epochs * batches.Count;

    /// <summary>Epochs done.</summary>
    public int Epoch => State.Step / batches.Count;

    /// <summary>Whether no step of the present epoch was done yet.</summary>
    public bool IsBetweenEpochs => State.Step % batches.Count == 0;

    /// <summary>Whether all epochs are done, or too many of them brought nothing.</summary>
    public bool IsDone => Epoch >= options.Epochs || Epoch - State.BestEpoch >= options.Patience;

    /// <summary>The texts of the present step.</summary>
    public int[] Batch()
    {
        if (dealt.Epoch != Epoch)
            dealt = (Epoch, batches.Of(Epoch));

        return dealt.Batches[State.Step % batches.Count];
    }

    /// <summary>What is to be made smaller.</summary>
    /// <param name="scores">The task's answers, <c>[batch, outputs]</c>.</param>
    /// <param name="indices">The texts that it answered.</param>
    public Tensor Loss(Tensor scores, IReadOnlyList<int> indices)
    {
        var loss = nn.functional.cross_entropy(scores, Texts.Targets(indices), labelWeights);
        return Task.RegularizationLoss() is { } penalty ? loss + penalty : loss;
    }

    /// <summary>Scores the task on its validation texts, and keeps its weights where they did better than any before.</summary>
    public void Judge()
    {
        Task.Backbone.eval();
        Latest = Evaluator.Score(Task, validation, Task.Run);
        State.Judge(Epoch, Latest.Accuracy + Latest.MacroF1);
    }

    /// <summary>Goes back to the best weights, and says what they are worth.</summary>
    public TrainingResult Finish()
    {
        var epochs = Epoch;
        State.RestoreBest();
        var count = new ParameterCount(State.ParameterCount, Task.Backbone.parameters().Sum(parameter => parameter.numel()));
        return new TrainingResult(
            Task,
            Evaluator.Score(Task, validation, Task.Run),
            data.Test.Count == 0 ? null : Evaluator.Score(Task, Tokenize(data.Test), Task.Run),
            State.BestEpoch,
            epochs,
            count);
    }

    public void Dispose()
    {
        State.Dispose();
        labelWeights?.Dispose();
    }

    private IEnumerable<(string Name, TorchSharp.Modules.Parameter Parameter)> Trained()
    {
        var own = Task.named_parameters().Where(entry => entry.parameter.requires_grad);
        return options.Mode == TrainingMode.Full
            ? own.Concat(Task.Backbone.named_parameters().Select(entry => ($"backbone.{entry.name}", entry.parameter)))
            : own;
    }

    private TokenizedTexts Tokenize(IReadOnlyList<Example> examples) =>
        new(examples, Task.Declaration.Labels, Task.Backbone.Tokenizer, options.MaxTokens);

    private Tensor BalancedWeights()
    {
        var counts = Task.Declaration.Labels.Select((_, index) => Texts.Labels.Count(label => label == index));
        return tensor(counts.Select(count => (float)Texts.Count / (Task.Declaration.Labels.Count * Math.Max(1, count))).ToArray()).DetachFromDisposeScope();
    }
}
