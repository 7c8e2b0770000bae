using System.Text.Json.Nodes;

namespace AdapterKit.Training;

/// <summary>Trains tasks on a backbone: AdamW, a learning rate that rises and falls, and early stopping on validation texts.</summary>
/// <remarks>
/// Uses torch's process-wide random generator: a seed reproduces its weights only if nothing else draws from the generator meanwhile.
/// </remarks>
/// <param name="backbone">The backbone; borrowed. It is left unchanged, and that is verified.</param>
/// <param name="options">How tasks are trained.</param>
public sealed class Trainer(Backbone backbone, TrainingOptions options)
{
    // Averages over about 20 steps.
    private const double LossDecay = 0.95;

    /// <summary>
    /// Where to cache the hidden states that enter the first trained layer; <see langword="null"/> to run the layers below it in every
    /// step.
    /// </summary>
    /// <remarks>The weights are the same except for rounding: sums are taken in batches of a different composition.</remarks>
    public PrefixCaching? PrefixCaching { get; init; }

    /// <summary>Called while validation and test texts are evaluated: before the first batch of them, and after each.</summary>
    public IProgress<EvaluationProgress>? Evaluating { get; init; }

    /// <summary>Called with a sentence when something does not work as requested, such as a cache that is not used, and why.</summary>
    public Action<string>? OnWarning { get; init; }

    /// <summary>Trains a task from fresh weights, or resumes from a checkpoint.</summary>
    /// <param name="declaration">The task.</param>
    /// <param name="data">Texts with labels of the task.</param>
    /// <param name="config">The adapters; <see langword="null"/> for those that the task declares.</param>
    /// <param name="checkpointDirectory">
    /// The directory to save to after every epoch and on cancellation, and to resume from; <see langword="null"/> to save nothing. The
    /// last checkpoint stays there: <see cref="CheckpointDirectory"/> deletes it once the result is stored.
    /// </param>
    /// <param name="progress">Called after every step and every epoch.</param>
    /// <param name="cancellationToken">Ends training after the current step.</param>
    /// <returns>
    /// The task with the weights of its best epoch, and its metrics. In <see cref="TrainingMode.Full"/> the metrics are those of the
    /// trained backbone, which is restored before this method returns.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// A text has a target that the task cannot have, such as an unknown label, or there are no training or validation texts, or the
    /// backbone to train borrows its layers, or the task has no weights that the mode trains, or a bundle could not store the options of
    /// the adapters.
    /// </exception>
    /// <exception cref="OperationCanceledException">Training was canceled; the checkpoint is written.</exception>
    /// <exception cref="CheckpointMismatchException">The checkpoint belongs to another training.</exception>
    /// <exception cref="CheckpointDamagedException">The checkpoint is cut, altered, or no checkpoint at all.</exception>
    /// <exception cref="TrainingDivergedException">
    /// The loss or a weight is no longer finite, or the loss is far above its start at the end. The last good checkpoint stays.
    /// </exception>
    /// <exception cref="IOException">Another training saves to the same directory, or it cannot be written.</exception>
    /// <exception cref="InvalidOperationException">Training changed a frozen weight.</exception>
    public TrainingResult Train(
        TaskDeclaration declaration,
        TextDataSet data,
        AdapterConfig? config = null,
        string? checkpointDirectory = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(declaration);
        ArgumentNullException.ThrowIfNull(data);
        if (data.Train.Count == 0 || data.Validation.Count == 0)
            throw new ArgumentException("Training needs training texts and validation texts.", nameof(data));

        if (options.Mode == TrainingMode.Full && !backbone.parameters().Any())
        {
            throw new ArgumentException(
                $"The backbone '{backbone.Id}' has no weights of its own. Train the backbone that owns its layers.", nameof(declaration));
        }

        manual_seed(options.Seed);
        var chosen = config ?? declaration.Config;
        Bundle.RequireStorable(chosen);
        using var checkpoints = new Checkpoints(
            checkpointDirectory, ("", ComputeFingerprint(declaration, data, chosen, isMultiTask: false)));
        var task = declaration.Create(backbone, options.Mode == TrainingMode.Adapter ? chosen : chosen.HeadOnly());
        try
        {
            if (options.Mode != TrainingMode.Full && !task.parameters().Any(weight => weight.requires_grad))
            {
                throw new ArgumentException(
                    $"Task '{task.Id}' has no weights to train in the mode {options.Mode}: it has no "
                    + $"{(options.Mode == TrainingMode.Head ? "head of its own" : "adapters")}. Choose another mode.");
            }

            using var guard = new BackboneGuard(backbone, task.Config.Members, train: options.Mode == TrainingMode.Full);
            using var run = new TaskRun(
                task, data, options, PrefixCaching, OnWarning ?? (_ => { }), progress, Evaluating, cancellationToken);
            new TrainingLoop(run, checkpoints.All, options.Seed, LossDecay).Run(cancellationToken);
            var result = run.Finish();
            guard.RestoreAndVerify();
            return result;
        }
        catch
        {
            task.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Trains the adapters of several tasks in the same steps: each step computes one batch of every unfinished task in a single pass.
    /// </summary>
    /// <remarks>
    /// The first stage of AdapterFusion by multi-task training (MT-A, Pfeiffer et al. 2021, §3.1), except that the paper trains the
    /// backbone along with the adapters. Here it stays frozen, because adapters must fit the published weights. No task learns from
    /// the texts of another one; only the pass is shared. Each task has its own epochs, learning rate schedule and early stopping.
    /// </remarks>
    /// <param name="tasks">At least two tasks with adapters of their own, each with its texts.</param>
    /// <param name="checkpointDirectory">
    /// The directory to save to after every epoch and on cancellation, and to resume from; <see langword="null"/> to save nothing. The
    /// last checkpoint stays there: <see cref="CheckpointDirectory"/> deletes it once the result is stored.
    /// </param>
    /// <param name="progress">Called after every step and every epoch, with the validation metrics of the first unfinished task.</param>
    /// <param name="cancellationToken">Ends training after the current step.</param>
    /// <returns>Each task with the weights of its best epoch, in the given order.</returns>
    /// <exception cref="ArgumentException">
    /// There are fewer than two tasks, or a task occurs twice, or fuses others, or has no training or validation texts, or the options
    /// do not suit multi-task training.
    /// </exception>
    /// <exception cref="OperationCanceledException">Training was canceled; the checkpoints are written.</exception>
    /// <exception cref="CheckpointMismatchException">A checkpoint belongs to another training.</exception>
    /// <exception cref="CheckpointDamagedException">A checkpoint is cut, altered, or no checkpoint at all.</exception>
    /// <exception cref="TrainingDivergedException">
    /// A loss or a weight is no longer finite, or a loss is far above its start at the end. The last good checkpoints stay.
    /// </exception>
    /// <exception cref="IOException">Another training saves to the same directory, or it cannot be written.</exception>
    /// <exception cref="InvalidOperationException">Training changed a frozen weight.</exception>
    public IReadOnlyList<TrainingResult> TrainMultiTask(
        IReadOnlyList<(TaskDeclaration Declaration, TextDataSet Data)> tasks,
        string? checkpointDirectory = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ValidateMultiTask(tasks);
        foreach (var (declaration, _) in tasks)
            Bundle.RequireStorable(declaration.Config);

        manual_seed(options.Seed);
        using var checkpoints = new Checkpoints(checkpointDirectory, tasks.Select(task => (
            task.Declaration.Id, ComputeFingerprint(task.Declaration, task.Data, task.Declaration.Config, isMultiTask: true))));
        var trainings = new List<TaskTraining>();
        using var guard = new BackboneGuard(backbone, [], train: false);
        try
        {
            foreach (var (declaration, data) in tasks)
                trainings.Add(new TaskTraining(declaration.Create(backbone), data, options, Evaluating, cancellationToken));

            new TrainingLoop(new MultiTaskRun(trainings, progress), checkpoints.All, options.Seed, LossDecay).Run(cancellationToken);
            IReadOnlyList<TrainingResult> results = [.. trainings.Select(training => training.Finish())];
            guard.RestoreAndVerify();
            return results;
        }
        catch
        {
            trainings.ForEach(training => training.Task.Dispose());
            throw;
        }
        finally
        {
            trainings.ForEach(training => training.Dispose());
        }
    }

    private void ValidateMultiTask(IReadOnlyList<(TaskDeclaration Declaration, TextDataSet Data)> tasks)
    {
        if (tasks.Select(task => task.Declaration.Id).Distinct().Count() < Math.Max(2, tasks.Count))
            throw new ArgumentException("Multi-task training needs at least two different tasks.", nameof(tasks));

        if (options.Mode != TrainingMode.Adapter || options.RobustDrop is not null)
            throw new ArgumentException("Multi-task training supports adapters only, without robust drop.", nameof(tasks));

        if (tasks.FirstOrDefault(task => task.Declaration.Config.Fusion is not null).Declaration is { } fused)
            throw new ArgumentException($"Task '{fused.Id}' fuses other tasks. Train it on its own, after its members.", nameof(tasks));

        if (tasks.FirstOrDefault(task => task.Data.Train.Count == 0 || task.Data.Validation.Count == 0).Declaration is { } empty)
            throw new ArgumentException($"Task '{empty.Id}' needs training texts and validation texts.", nameof(tasks));
    }

    // Everything that must be the same for a checkpoint to be resumed.
    private string ComputeFingerprint(TaskDeclaration declaration, TextDataSet data, AdapterConfig config, bool isMultiTask)
    {
        var texts = string.Join('\n', data.Train.Concat(data.Validation).Select(Describe));
        return RecipeFingerprint.Compute(new JsonObject
        {
            ["task"] = declaration.Id,
            ["multiTask"] = isMultiTask,
            ["backbone"] = backbone.Hash,
            ["images"] = (backbone as IImageModel)?.Processor?.Description,
            ["adapters"] = RecipeJson.Describe(config),
            ["options"] = RecipeJson.Describe(options),
            ["texts"] = RecipeFingerprint.Hash(texts),
        });
    }

    private static string Describe(Example example) =>
        $"{example.Label}\t{example.Image?.Hash ?? example.Text}{(example.Second is { } second ? "\t" + second : "")}";
}
