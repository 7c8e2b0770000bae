using System.Text.Json;
using System.Text.Json.Serialization;
using Onnx;

namespace AdapterKit.Onnx;

/// <summary>The facts in a model that are not part of its graph.</summary>
internal static class OnnxMetadata
{
    public static IEnumerable<StringStringEntryProto> Create(Backbone backbone, IReadOnlyList<OnnxTask> tasks) =>
    [
        new() { Key = "adapterkit.backbone", Value = backbone.Id },
        new() { Key = "adapterkit.backbone.hash", Value = backbone.Hash },
        new() { Key = "adapterkit.tasks", Value = JsonSerializer.Serialize(tasks, OnnxJson.Default.IReadOnlyListOnnxTask) },
    ];
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<OnnxTask>))]
internal sealed partial class OnnxJson : JsonSerializerContext;
