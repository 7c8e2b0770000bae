using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace AdapterKit;

/// <summary>The contents of <c>adapter.json</c>.</summary>
/// <param name="Format">The version of this file's form.</param>
/// <param name="Task">The task's name.</param>
/// <param name="Backbone">The backbone it was trained on.</param>
/// <param name="Labels">The labels, in the order of the head's outputs.</param>
/// <param name="Adapter">What sits where.</param>
/// <param name="Weights">The file beside this one.</param>
/// <param name="Fusion">The tasks that are mixed in place of adapters of its own; absent for a task that has its own.</param>
/// <param name="Training">How it was trained and how well it did; for people, never read back.</param>
public sealed record BundleManifest(
    int Format,
    string Task,
    BundleBackbone Backbone,
    IReadOnlyList<string> Labels,
    BundleAdapter Adapter,
    BundleWeights Weights,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BundleFusion? Fusion = null,
    JsonObject? Training = null);

/// <summary>The backbone that a bundle was trained on.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Hash"><c>sha256:…</c> of its weights.</param>
public sealed record BundleBackbone(string Id, string Hash);

/// <summary>What a bundle's task puts into its backbone.</summary>
/// <param name="Variant">The id of the adapter variant.</param>
/// <param name="Options">The variant's options, as the variant writes them.</param>
/// <param name="Placement">How the adapters join the residual path.</param>
/// <param name="Points">The insertion points that have an adapter; every point where <see langword="null"/>.</param>
/// <param name="TuneNorms">Whether the bundle has its own copies of norms.</param>
/// <param name="Drop">The layers left out, by insertion point.</param>
public sealed record BundleAdapter(
    string Variant,
    JsonElement Options,
    AdapterPlacement Placement,
    IReadOnlyList<string>? Points,
    bool TuneNorms,
    IReadOnlyDictionary<string, string> Drop);

/// <summary>What a bundle's task mixes.</summary>
/// <param name="Members">The members, each the names of its tasks from the backbone on: one name, or those of a stack.</param>
/// <param name="Options">How they are mixed.</param>
/// <param name="Sources">The SHA-256 of the weights of each task that is mixed, by its name: the fusion was trained on these and fits no others.</param>
/// <param name="Kept">The members left at each site, by its key; absent for a fusion that was not pruned.</param>
public sealed record BundleFusion(
    IReadOnlyList<IReadOnlyList<string>> Members,
    FusionOptions Options,
    IReadOnlyDictionary<string, string> Sources,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<string>>>? Kept = null);

/// <summary>The weights of a bundle.</summary>
/// <param name="File">The file's name, in the bundle's directory.</param>
/// <param name="Sha256">Its SHA-256, in lower-case hexadecimal digits.</param>
public sealed record BundleWeights(string File, string Sha256);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    WriteIndented = true,
    NewLine = "\n",
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(BundleManifest))]
internal sealed partial class BundleJson : JsonSerializerContext;
