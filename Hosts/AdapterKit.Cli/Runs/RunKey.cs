using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AdapterKit.Training;

namespace AdapterKit.Cli.Runs;

/// <summary>Identifies a training in a record of runs.</summary>
internal static class RunKey
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Computes the key: the SHA-256 of everything that the result of a training depends on, written as JSON.</summary>
    /// <remarks>JSON is the same in every culture, unlike the text of a record or a number.</remarks>
    /// <param name="backbone">The backbone.</param>
    /// <param name="task">The id of the task.</param>
    /// <param name="adapters">The adapters to train.</param>
    /// <param name="texts">The labeled texts.</param>
    /// <param name="recipe">The recipe.</param>
    public static string Compute(Backbone backbone, string task, AdapterConfig adapters, TextDataSet texts, TrainingOptions recipe)
    {
        var facts = new JsonObject
        {
            ["backbone"] = backbone.Hash,
            ["task"] = task,
            ["adapters"] = Describe(adapters),
            ["texts"] = JsonSerializer.SerializeToNode(texts, Json),
            ["recipe"] = JsonSerializer.SerializeToNode(recipe, Json),
        };
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(facts.ToJsonString())));
    }

    private static JsonObject Describe(AdapterConfig adapters) => new()
    {
        ["variant"] = adapters.Variant.Id,
        ["options"] = JsonSerializer.SerializeToNode(adapters.Options, adapters.Options.GetType(), Json),
        ["placement"] = adapters.Placement.ToString(),
        ["points"] = JsonSerializer.SerializeToNode(adapters.Points, Json),
        ["tuneNorms"] = adapters.TuneNorms,
        ["drop"] = adapters.Drop.ToString(),
        ["fusion"] = adapters.Fusion is { } fusion ? Describe(fusion, adapters.Sources) : null,
    };

    private static JsonObject Describe(FusionConfig fusion, IReadOnlyList<TaskAdapter> members) => new()
    {
        ["setup"] = fusion.Setup.ToString(),
        ["options"] = JsonSerializer.SerializeToNode(fusion.Options, Json),
        ["members"] = JsonSerializer.SerializeToNode(
            members.OrderBy(member => member.Id, StringComparer.Ordinal).Select(member => new { member.Id, member.WeightsHash }), Json),
    };
}
