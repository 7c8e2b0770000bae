using System.Text.Json.Nodes;
using AdapterKit.Cli.Reports;
using AdapterKit.Training;

namespace AdapterKit.Cli.Reporting;

/// <summary>Describes a training for the manifest of its bundle.</summary>
internal static class TrainingFacts
{
    public static JsonObject Describe(TrainingResult result, TrainingOptions recipe)
    {
        var facts = new JsonObject
        {
            ["seed"] = recipe.Seed,
            ["epochs"] = recipe.Epochs,
            ["learningRate"] = recipe.LearningRate,
            ["batchSize"] = recipe.BatchSize,
            ["validation"] = Describe(ScoreReport.From(result.Task.Id, result.Validation)),
            ["test"] = result.Test is null ? null : Describe(ScoreReport.From(result.Task.Id, result.Test)),
        };
        if (recipe.RobustDrop is { } robust)
            facts["robustDrop"] = robust.ToString();

        return facts;
    }

    public static JsonObject Describe(ScoreReport scores) => new()
    {
        ["texts"] = scores.Texts,
        ["accuracy"] = Math.Round(scores.Accuracy, 4),
        ["macroF1"] = Math.Round(scores.MacroF1, 4),
    };
}
