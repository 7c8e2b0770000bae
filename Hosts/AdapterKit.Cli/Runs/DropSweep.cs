using AdapterKit.Cli.Arguments;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Reporting;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Views;
using AdapterKit.Training;

namespace AdapterKit.Cli.Runs;

/// <summary>Trains a task for each number of lowest layers without adapters, and for all of them at once.</summary>
/// <param name="invocation">The command.</param>
/// <param name="backbone">The backbone.</param>
/// <param name="declaration">The task, declared for that backbone.</param>
/// <param name="texts">The texts.</param>
/// <param name="log">Trainings that were done before.</param>
/// <param name="prefix">Whether the lowest layers run once a text.</param>
internal sealed class DropSweep(
    Invocation invocation, Backbone backbone, TaskDeclaration declaration, TextDataSet texts, RunLog<DropRunReport> log, PrefixArguments prefix)
{
    /// <summary>Trains what was not trained before, measures speeds, and puts all side by side.</summary>
    /// <param name="numbers">The numbers of layers to leave out, in rising order.</param>
    /// <param name="recipes">One recipe for each seed.</param>
    public DropReport Run(IReadOnlyList<int> numbers, IReadOnlyList<TrainingOptions> recipes)
    {
        IReadOnlyList<int> all = [.. Enumerable.Range(0, backbone.Encoder.Layers.Count + 1)];
        var standard = recipes.Select(recipe => Train(recipe, 0, all)).ToList();
        var robust = recipes.Select(recipe => Train(recipe with { RobustDrop = DropDistribution.Uniform }, 0, all)).ToList();
        var specialised = numbers.Select(number => number == 0 ? standard : [.. recipes.Select(recipe => Train(recipe, number, [number]))]).ToList();
        var speeds = DropSpeed.Of(declaration, backbone, [.. numbers.Select(Config)], texts, recipes[0].MaxTokens);
        return new DropReport(declaration.Id, RunKey.Of(backbone), recipes.Count, [.. numbers.Select((number, index) => new DropRow(
            number,
            Mean(specialised[index], number),
            Mean(robust, number),
            Mean(standard, number),
            specialised[index][0].TrainedParameters,
            speeds[index]))]);
    }

    private DropRunReport Train(TrainingOptions recipe, int number, IReadOnlyList<int> scored)
    {
        var config = Config(number);
        var (adapter, on) = (RunKey.Of(config), RunKey.Of(backbone));
        if (log.Find(run => run.Repeats(on, declaration.Id, adapter, texts.Train.Count, recipe)) is { } known)
            return known;

        var name = $"{declaration.Id}, {(recipe.RobustDrop is null ? $"{number} dropped" : "robust")}, seed {recipe.Seed}";
        using var result = TrainingView.Follow(invocation, name, progress =>
            Trainer(recipe, number).Train(declaration, texts, config, progress: progress, cancellation: invocation.Stop));
        var run = new DropRunReport(
            on, declaration.Id, adapter, texts.Train.Count, recipe, result.Parameters.Trained, [.. scored.Select(dropped => Score(result.Task, dropped, recipe.MaxTokens))]);
        log.Add(run);
        return run;
    }

    // With nothing dropped there is no prefix, and nobody asked to hear that.
    private Trainer Trainer(TrainingOptions recipe, int number) =>
        number == 0 ? new Trainer(backbone, recipe) : prefix.Trainer(invocation, backbone, recipe);

    private DropPoint Score(TaskAdapter task, int dropped, int maxTokens)
    {
        using var plan = task.WithoutLowest(dropped);
        var scores = Evaluator.Score(task, plan, texts.Test, maxTokens);
        return new DropPoint(dropped, scores.Accuracy, scores.MacroF1);
    }

    private AdapterConfig Config(int number) => declaration.Config with
    {
        Drop = declaration.Config.Drop.Union(DropSet.Lowest(number)),
    };

    private static DropScore Mean(IReadOnlyList<DropRunReport> runs, int dropped)
    {
        var (accuracy, accuracySpread) = Statistics.MeanAndSpread(runs.Select(run => run.At(dropped).Accuracy));
        var (f1, f1Spread) = Statistics.MeanAndSpread(runs.Select(run => run.At(dropped).MacroF1));
        return new DropScore(accuracy, accuracySpread, f1, f1Spread);
    }
}
