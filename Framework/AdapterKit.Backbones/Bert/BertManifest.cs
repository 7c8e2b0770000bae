using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace AdapterKit.Backbones;

/// <summary>The contents of <c>backbone.json</c>.</summary>
/// <param name="Format">The version of this file's form.</param>
/// <param name="Id">The name that tasks are declared for.</param>
/// <param name="Config">The geometry.</param>
/// <param name="Vocabulary">The tokenizer's file, beside this one: the published vocabulary of Universal Sentence Encoder lite.</param>
/// <param name="Weights">The weights, beside this file: safetensors, with the keys of a Hugging Face checkpoint.</param>
/// <param name="Training">How it was trained and how well it did; for people, never read back.</param>
internal sealed record BertManifest(int Format, string Id, BertConfig Config, BackboneFile Vocabulary, BackboneFile Weights, JsonObject? Training = null);

/// <summary>A file of a backbone's folder.</summary>
/// <param name="File">Its name.</param>
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
