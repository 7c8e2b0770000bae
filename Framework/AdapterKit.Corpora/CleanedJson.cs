using System.Text.Json.Serialization;

namespace AdapterKit.Corpora;

[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class CleanedJson : JsonSerializerContext;
