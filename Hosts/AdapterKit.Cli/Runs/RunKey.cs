using System.Text.Json;
using AdapterKit.Training;

namespace AdapterKit.Cli.Runs;

/// <summary>Identifies a training in a record of runs.</summary>
internal static class RunKey
{
    /// <summary>Computes the key: a hash of everything that the result of a training depends on, the same in every culture.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <param name="task">The id of the task.</param>
    /// <param name="adapters">The adapters to train.</param>
    /// <param name="texts">The labeled texts.</param>
    /// <param name="recipe">The recipe.</param>
    public static string Compute(Backbone backbone, string task, AdapterConfig adapters, TextDataSet texts, TrainingOptions recipe)
    {
        var facts = new
        {
            Backbone = backbone.Hash,
            Task = task,
            Adapters = RecipeFingerprint.Compute(adapters),
            Texts = texts,
            Recipe = RecipeFingerprint.Compute(recipe),
        };
        return ContentHash.Compute(JsonSerializer.SerializeToUtf8Bytes(facts));
    }
}
