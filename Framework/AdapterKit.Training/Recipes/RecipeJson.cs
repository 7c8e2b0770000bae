using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AdapterKit.Training;

/// <summary>Describes recipes as JSON that depends on nothing but their values.</summary>
internal static class RecipeJson
{
    public static JsonObject Describe(AdapterConfig config)
    {
        var json = Describe(config.Sets[0]);
        json["maxTokens"] = config.MaxTokens;
        json["drop"] = config.Drop.Union(config.Sets[0].Drop).ToString();
        json["fusion"] = config.Fusion is { } fusion ? Describe(fusion, config.Members) : null;
        if (config.Sets.Count > 1)
            json["further"] = new JsonArray([.. config.Sets.Skip(1).Select(set => DescribeFurther(set, config.Drop))]);

        return json;
    }

    public static JsonObject Describe(OptimizerOptions options) => options switch
    {
        TrainingOptions training => ToObject(training, RecipeJsonContext.Default.TrainingOptions),
        PretrainingOptions pretraining => ToObject(pretraining, RecipeJsonContext.Default.PretrainingOptions),
        _ => throw new ArgumentException($"{options.GetType()} is not a known kind of options.", nameof(options)),
    };

    private static JsonObject DescribeFurther(AdapterSet set, DropSet drop)
    {
        var json = Describe(set);
        json["drop"] = drop.Union(set.Drop).ToString();
        return json;
    }

    private static JsonObject Describe(AdapterSet set) => new()
    {
        ["variant"] = set.Variant.Id,
        ["options"] = Describe(set.Options),
        ["placement"] = set.Placement.ToString(),
        ["points"] = set.Points is null ? null : ToArray(set.Points),
        ["tuneNorms"] = set.TuneNorms,
    };

    private static JsonObject Describe(FusionConfig fusion, IReadOnlyList<TaskAdapter> members) => new()
    {
        ["setup"] = fusion.Setup.ToString(),
        ["options"] = ToObject(fusion.Options, RecipeJsonContext.Default.FusionOptions),
        ["pruning"] = fusion.Pruning is { } pruning ? Describe(pruning) : null,
        ["members"] = ToArray(members.Where(member => fusion.Setup.Names.Contains(member.Id)).Select(member => member.WeightsHash)),
    };

    private static JsonObject Describe(FusionPruning pruning) => new(pruning.Sites.Select(site =>
        KeyValuePair.Create<string, JsonNode?>(site, ToArray(pruning.At(site).Select(member => member.ToString())))));

    // The type may belong to a plugin, and a serializer would keep it in memory. Its properties are plain values, as bundles require.
    private static JsonObject Describe(VariantOptions options) => new(
        options.GetType().GetProperties()
            .OrderBy(property => property.Name, StringComparer.Ordinal)
            .Select(property => KeyValuePair.Create(
                property.Name,
                property.GetValue(options) is { } value ? (JsonNode?)Convert.ToString(value, CultureInfo.InvariantCulture) : null)));

    private static JsonArray ToArray(IEnumerable<string?> texts) => new(texts.Select(text => (JsonNode?)text).ToArray());

    private static JsonObject ToObject<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToNode(value, type)!.AsObject();
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(TrainingOptions))]
[JsonSerializable(typeof(PretrainingOptions))]
[JsonSerializable(typeof(FusionOptions))]
internal sealed partial class RecipeJsonContext : JsonSerializerContext;
