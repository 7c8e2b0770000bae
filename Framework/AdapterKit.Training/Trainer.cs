using System.Security.Cryptography;
using System.Text;

namespace AdapterKit.Training;

/// <summary>Trains tasks on a backbone: AdamW, a rising and falling learning rate, early stopping on validation texts.</summary>
/// <remarks>Chance comes from torch's one generator a process: what a seed gives is repeated only where nothing else draws from it meanwhile.</remarks>
/// <param name="backbone">The backbone; it comes out as it went in, and that is checked.</param>
/// <param name="options">The recipe.</param>
public sealed class Trainer(Backbone backbone, TrainingOptions options)
{
    /// <summary>Where to keep what the layers below the first trained one make of each text; <see langword="null"/> to run them in every step.</summary>
    /// <remarks>The weights come out the same, but for the last digits: sums are taken in batches of another make-up.</remarks>
    public PrefixCaching? PrefixCaching { get; init; }

    /// <summary>Told in a sentence what a person should know, such as that a cache was not used, and why.</summary>
    public Action<string>? Notices { get; init; }

    /// <summary>Trains a task from fresh weights, or from a checkpoint.</summary>
    /// <param name="declaration">The task.</param>
    /// <param name="data">Texts with labels of the task.</param>
    /// <param name="config">Other adapters than the declared ones.</param>
    /// <param name="checkpoints">A directory to save to when cancelled and after every epoch, and to resume from; nothing is saved without one.</param>
    /// <param name="progress">Told after every step.</param>
    /// <param name="cancellation">Ends training after the present step.</param>
    /// <returns>The task with the weights of its best epoch, and its scores. In <see cref="TrainingMode.Full"/> the task's
    /// scores are those of the trained backbone, which is put back before this returns.</returns>
    /// <exception cref="ArgumentException">A text has a label that the task does not know, or there is nothing to train on, or the backbone to train borrows its layers.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled; the checkpoint is written.</exception>
    /// <exception cref="InvalidOperationException">The checkpoint is of another training, or a frozen weight was changed.</exception>
    public TrainingResult Train(
        TaskDeclaration declaration,
        TextDataSet data,
        AdapterConfig? config = null,
        string? checkpoints = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(declaration);
        ArgumentNullException.ThrowIfNull(data);
        if (data.Train.Count == 0 || data.Validation.Count == 0)
            throw new ArgumentException("Training needs training texts and validation texts.", nameof(data));
        if (options.Mode == TrainingMode.Full && !backbone.parameters().Any())
            throw new ArgumentException($"The backbone '{backbone.Id}' has no weights of its own: train the one that it borrows its layers from.", nameof(declaration));

        manual_seed(options.Seed);
        var chosen = config ?? declaration.Config;
        var task = declaration.Create(backbone, options.Mode == TrainingMode.Adapter ? chosen : chosen.HeadOnly());
        var guard = new BackboneGuard(backbone, task.Config.Members, train: options.Mode == TrainingMode.Full);
        try
        {
            using var run = new TrainingRun(task, data, options, PrefixCaching, Notices ?? (_ => { }), progress);
            var result = run.Complete(checkpoints is null ? null : new Checkpoint(checkpoints, Fingerprint(declaration, data, chosen)), cancellation);
            guard.Restore();
            return result;
        }
        catch
        {
            task.Dispose();
            guard.Restore();
            throw;
        }
    }

    /// <summary>Trains the adapters of several tasks jointly: in every step a batch of each task that is not done, through one pass of the backbone.</summary>
    /// <remarks>
    /// Stage one of AdapterFusion by multi-task training (MT-A, Pfeiffer et al. 2021, §3.1), but for the backbone, which the
    /// paper trains along with the adapters and which stays as it is here: adapters must fit the published weights. So no
    /// task learns from another's texts; what is shared is the pass. Every task has its own epochs, schedule and early stopping.
    /// </remarks>
    /// <param name="tasks">At least two tasks with adapters of their own, each with its texts.</param>
    /// <param name="checkpoints">A directory to save to when cancelled and after every epoch, and to resume from; nothing is saved without one.</param>
    /// <param name="progress">Told after every step, with the validation scores of the first task that is not done.</param>
    /// <param name="cancellation">Ends training after the present step.</param>
    /// <returns>Each task with the weights of its best epoch, in the order given.</returns>
    /// <exception cref="ArgumentException">There are fewer than two tasks, or one comes twice or mixes others, or the recipe is not one for adapters, or a task has nothing to train on.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled; the checkpoints are written.</exception>
    /// <exception cref="InvalidOperationException">A checkpoint is of another training, or a frozen weight was changed.</exception>
    public IReadOnlyList<TrainingResult> TrainJointly(
        IReadOnlyList<(TaskDeclaration Declaration, TextDataSet Data)> tasks,
        string? checkpoints = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        Reject(tasks);
        manual_seed(options.Seed);
        var trainings = new List<TaskTraining>();
        using var guard = new BackboneGuard(backbone, [], train: false);
        try
        {
            foreach (var (declaration, data) in tasks)
                trainings.Add(new TaskTraining(declaration.Create(backbone), data, options));

            var saved = checkpoints is null
                ? null
                : tasks.Select(task => new Checkpoint(Path.Combine(checkpoints, task.Declaration.Id), "jointly: " + Fingerprint(task.Declaration, task.Data, task.Declaration.Config))).ToList();
            var results = new JointRun(trainings, saved, options, progress).Complete(cancellation);
            guard.Restore();
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

    private void Reject(IReadOnlyList<(TaskDeclaration Declaration, TextDataSet Data)> tasks)
    {
        if (tasks.Select(task => task.Declaration.Id).Distinct().Count() < Math.Max(2, tasks.Count))
            throw new ArgumentException("Joint training takes at least two tasks, none twice.", nameof(tasks));
        if (options.Mode != TrainingMode.Adapter || options.RobustDrop is not null)
            throw new ArgumentException("Joint training is for adapters, with the same layers in every step.", nameof(tasks));
        if (tasks.FirstOrDefault(task => task.Declaration.Config.Fusion is not null).Declaration is { } fused)
            throw new ArgumentException($"Task '{fused.Id}' mixes others: train it once they are trained.", nameof(tasks));
        if (tasks.FirstOrDefault(task => task.Data.Train.Count == 0 || task.Data.Validation.Count == 0).Declaration is { } empty)
            throw new ArgumentException($"Task '{empty.Id}' needs training texts and validation texts.", nameof(tasks));
    }

    // What must be the same for a checkpoint to be resumed.
    private string Fingerprint(TaskDeclaration declaration, TextDataSet data, AdapterConfig config)
    {
        var points = config.Points is null ? "every point" : string.Join(", ", config.Points);
        var adapters = $"{config.Variant.Id} {config.Options}, {config.Placement} at {points}, norms {config.TuneNorms}, drop {config.Drop}, {Describe(config.Fusion, config.Members)}";
        var texts = string.Join('\n', data.Train.Concat(data.Validation).Select(example => $"{example.Label}\t{example.Text}"));
        return $"{declaration.Id} on {backbone.Hash}; {adapters}; {options}; texts {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(texts)))}";
    }

    private static string Describe(FusionConfig? fusion, IReadOnlyList<TaskAdapter> sources) => fusion is null
        ? "no fusion"
        : $"{fusion.Setup} of {string.Join(", ", sources.Where(source => fusion.Setup.Names.Contains(source.Id)).Select(source => source.WeightsHash))}, {fusion.Options}";
}
