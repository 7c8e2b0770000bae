using AdapterKit.Cli.Reporting;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Views;
using AdapterKit.Training;

namespace AdapterKit.Cli.Runs;

/// <summary>Trains a task once for each number of first layers without adapters, and once robustly for all of these numbers.</summary>
/// <param name="trainer">Trains the task.</param>
/// <param name="log">The trainings of earlier commands.</param>
/// <param name="prefix">Where to keep the output of the frozen prefix; <see langword="null"/> to run it in every step.</param>
internal sealed class DropSweep(TaskTrainer trainer, RunLog<DropRunReport> log, PrefixCaching? prefix)
{
    private readonly TaskDeclaration declaration = trainer.Declaration;
    private readonly Backbone backbone = trainer.Backbone;
    private readonly TextDataSet texts = trainer.Texts;

    /// <summary>Trains what the log does not contain, measures the speed, and reports both.</summary>
    /// <param name="numbers">The numbers of layers to drop, in ascending order.</param>
    /// <param name="recipes">One recipe per seed.</param>
    public DropReport Run(IReadOnlyList<int> numbers, IReadOnlyList<TrainingOptions> recipes)
    {
        IReadOnlyList<int> all = [.. Enumerable.Range(0, backbone.Encoder.Layers.Count + 1)];
        var standard = recipes.Select(recipe => Train(recipe, 0, all)).ToList();
        var robust = recipes.Select(recipe => Train(recipe with { RobustDrop = DropDistribution.Uniform }, 0, all)).ToList();
        var specialized = numbers
            .Select(number => number == 0 ? standard : [.. recipes.Select(recipe => Train(recipe, number, [number]))])
            .ToList();
        var speeds = DropSpeed.Measure(declaration, backbone, [.. numbers.Select(CreateConfig)], texts);
        return new DropReport(declaration.Id, backbone.Id, backbone.Hash, recipes.Count, [.. numbers.Select((number, index) => new DropRow(
            number,
            Average(specialized[index], number),
            Average(robust, number),
            Average(standard, number),
            specialized[index][0].TrainedParameters,
            speeds[index]))]);
    }

    private DropRunReport Train(TrainingOptions recipe, int number, IReadOnlyList<int> scored)
    {
        var config = CreateConfig(number);
        var key = RunKey.Compute(backbone, declaration.Id, config, texts, recipe);
        if (log.Find(run => run.Key == key && run.Has(scored)) is { } known)
            return known;

        var title = $"{declaration.Id}, {(recipe.RobustDrop is null ? $"{number} dropped" : "robust")}, seed {recipe.Seed}";
        // With no layer dropped there is no prefix to cache, and the notice about it would only confuse.
        using var result = trainer.Train(title, config, recipe, prefix: number == 0 ? null : prefix);
        var run = new DropRunReport(
            backbone.Id,
            declaration.Id,
            texts.Train.Count,
            recipe,
            result.Parameters.Trained,
            [.. scored.Select(dropped => Score($"{title}, scored with {dropped} dropped", result.Task, dropped))],
            key);
        log.Add(run);
        return run;
    }

    private DropPoint Score(string title, TaskAdapter task, int dropped)
    {
        using var plan = task.PlanWithoutFirstLayers(dropped);
        var scores = EvaluationView.Follow(trainer.Terminal, title, progress =>
            Evaluator.Evaluate(task, plan, texts.Test, progress, trainer.CancellationToken));
        return new DropPoint(dropped) { Metrics = RecordedMetrics.Create(scores) };
    }

    private AdapterConfig CreateConfig(int number) => declaration.Config with
    {
        Drop = declaration.Config.Drop.Union(DropSet.FirstLayers(number)),
    };

    private static DropScore Average(IReadOnlyList<DropRunReport> runs, int dropped) =>
        new(RecordedMetrics.Average([.. runs.Select(run => run.At(dropped).Metrics)]));
}
