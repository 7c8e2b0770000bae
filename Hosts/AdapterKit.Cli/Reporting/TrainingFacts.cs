using System.Text.Json.Nodes;
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
            ["validation"] = Describe(result.Validation),
            ["test"] = result.Test is null ? null : Describe(result.Test),
        };
        if (recipe.RobustDrop is { } robust)
            facts["robustDrop"] = robust.ToString();

        return facts;
    }

    public static JsonObject Describe(TaskScores scores)
    {
        var facts = new JsonObject { ["texts"] = scores.Count };
        foreach (var (key, _, value) in scores.Metrics)
            facts[key] = Math.Round(value, 4);

        return facts;
    }
}
