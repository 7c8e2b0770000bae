using System.Text.Json.Serialization;

namespace AdapterKit.Training;

[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class CleanedJson : JsonSerializerContext;
