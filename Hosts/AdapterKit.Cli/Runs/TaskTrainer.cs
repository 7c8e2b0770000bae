using AdapterKit.Cli.Console;
using AdapterKit.Cli.Views;
using AdapterKit.Training;

namespace AdapterKit.Cli.Runs;

/// <summary>Trains one task, with various adapters and recipes, and shows the progress.</summary>
/// <param name="Backbone">The backbone; borrowed.</param>
/// <param name="Declaration">The task, declared for that backbone.</param>
/// <param name="Texts">The labeled texts.</param>
/// <param name="Terminal">Shows the progress.</param>
/// <param name="CancellationToken">Stops a training.</param>
internal sealed record TaskTrainer(
    Backbone Backbone, TaskDeclaration Declaration, TextDataSet Texts, Terminal Terminal, CancellationToken CancellationToken)
{
    /// <summary>Trains the task; the result is owned by the caller.</summary>
    /// <exception cref="InputException">The training rejects its input or diverged, and saves no checkpoints.</exception>
    /// <param name="title">The name to show beside the progress.</param>
    /// <param name="adapters">The adapters to train.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="checkpoints">The directory to save to and to resume from; <see langword="null"/> to save nothing.</param>
    /// <param name="prefix">Where to keep the output of the frozen prefix; <see langword="null"/> to run it in every step.</param>
    /// <param name="meter">Receives the progress, too.</param>
    public TrainingResult Train(
        string title,
        AdapterConfig adapters,
        TrainingOptions recipe,
        string? checkpoints = null,
        PrefixCaching? prefix = null,
        TrainingMeter? meter = null)
    {
        try
        {
            return TrainingView.Follow(Terminal, title, (training, evaluating) =>
            {
                var trainer = new Trainer(Backbone, recipe)
                {
                    PrefixCaching = prefix,
                    OnWarning = Terminal.Notes.WriteLine,
                    Evaluating = evaluating,
                };
                var progress = meter is null ? training : new Both(meter, training);
                return trainer.Train(Declaration, Texts, adapters, checkpoints, progress, CancellationToken);
            });
        }
        catch (Exception error) when (checkpoints is null && error is TrainingDivergedException or ArgumentException)
        {
            throw new InputException($"{title}: {error.Message}", error);
        }
    }

    private sealed class Both(IProgress<TrainingProgress> first, IProgress<TrainingProgress> second) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            first.Report(value);
            second.Report(value);
        }
    }
}
