using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace AdapterKit.Backbones;

/// <summary>The contents of <c>backbone.json</c>.</summary>
/// <param name="Format">The version of the file format.</param>
/// <param name="Id">The backbone id that tasks are declared for.</param>
/// <param name="Config">The geometry.</param>
/// <param name="Pooling">How the hidden states of a text are pooled into one vector.</param>
/// <param name="Vocabulary">The tokenizer's file in this directory: the published vocabulary of Universal Sentence Encoder lite.</param>
/// <param name="Weights">The weights in this directory: a safetensors file with the keys of a Hugging Face checkpoint.</param>
/// <param name="Training">How the model was trained and its results; for people only, never read.</param>
internal sealed record BertManifest(
    int Format, string Id, BertConfig Config, Pooling Pooling, BackboneFile Vocabulary, BackboneFile Weights, JsonObject? Training = null);

/// <summary>A file in a backbone's directory.</summary>
/// <param name="File">The name of the file.</param>
/// <param name="Hash"><c>sha256:…</c> of its bytes.</param>
internal sealed record BackboneFile(string File, string Hash);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    WriteIndented = true,
    NewLine = "\n",
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(BertManifest))]
internal sealed partial class BertJson : JsonSerializerContext;
