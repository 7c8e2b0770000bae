using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace AdapterKit;

/// <summary>The contents of <c>adapter.json</c>.</summary>
/// <param name="Format">The version of the format.</param>
/// <param name="Task">The id of the task.</param>
/// <param name="Backbone">The backbone that the task was trained on.</param>
/// <param name="Labels">The labels, in the order of the head's outputs.</param>
/// <param name="MaxTokens">The number of tokens that the task reads of a text.</param>
/// <param name="Adapter">The adapters and where they are.</param>
/// <param name="Weights">The file beside this one.</param>
/// <param name="Fusion">The fusion of other tasks, in place of adapters of its own; absent for a task that has its own.</param>
/// <param name="Training">How the task was trained and how well it scores; for people, never read back.</param>
public sealed record BundleManifest(
    int Format,
    string Task,
    BundleBackbone Backbone,
    IReadOnlyList<string> Labels,
    int MaxTokens,
    BundleAdapter Adapter,
    BundleWeights Weights,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BundleFusion? Fusion = null,
    JsonObject? Training = null)
{
    /// <summary>The kind of the task; absent for classification.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Kind { get; init; }

    /// <summary>More adapters, at places of their own; absent without any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<BundleAdapter>? Further { get; init; }

    /// <summary>What precedes the linear layer of the head; absent for the default.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HeadForm? Head { get; init; }

    /// <summary>The number of first layers that the task can do without; absent for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int DroppableLayers { get; init; }

    // Nullable annotations say nothing about the items of a list: the reader lets null through there.
    internal string? FindNull() =>
        Labels.Contains(null!) ? "labels"
        : Further?.Contains(null!) == true ? "further"
        : Adapter.FindNull() is { } name ? $"adapter.{name}"
        : Further?.Select(adapter => adapter.FindNull()).FirstOrDefault(found => found is not null) is { } further ? $"further.{further}"
        : Fusion is { } fusion ? fusion.FindNull() : null;
}

/// <summary>The backbone that a bundle was trained on.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Hash"><c>sha256:…</c> of its weights.</param>
public sealed record BundleBackbone(string Id, string Hash);

/// <summary>The adapters of a bundle's task.</summary>
/// <param name="Variant">The id of the adapter variant.</param>
/// <param name="Options">The variant's options, as the variant writes them.</param>
/// <param name="Placement">How the adapters join the residual path.</param>
/// <param name="Points">The insertion points that have an adapter; every point if <see langword="null"/>.</param>
/// <param name="TuneNorms">Whether the bundle has its own copies of norms.</param>
/// <param name="Drop">The dropped layers, by insertion point.</param>
public sealed record BundleAdapter(
    string Variant,
    JsonElement Options,
    AdapterPlacement Placement,
    IReadOnlyList<string>? Points,
    bool TuneNorms,
    IReadOnlyDictionary<string, string> Drop)
{
    internal string? FindNull() => Points?.Contains(null!) == true ? "points" : Drop.Values.Contains(null!) ? "drop" : null;
}

/// <summary>The fusion of a bundle's task.</summary>
/// <param name="Members">The members, each the ids of its tasks from the backbone up: one id, or those of a stack.</param>
/// <param name="Options">How they are fused.</param>
/// <param name="MemberHashes">
/// <c>sha256:…</c> of the weights of each member task, by its id: the fusion was trained with these and fits no others.
/// </param>
/// <param name="Kept">The members kept at each site, by its key; absent for a fusion that is not pruned.</param>
public sealed record BundleFusion(
    IReadOnlyList<IReadOnlyList<string>> Members,
    FusionOptions Options,
    IReadOnlyDictionary<string, string> MemberHashes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string,
    IReadOnlyList<IReadOnlyList<string>>>? Kept = null)
{
    internal string? FindNull() =>
        MemberHashes.Values.Contains(null!) ? "fusion.memberHashes"
        : HasNull(Members) ? "fusion.members"
        : Kept?.Values.Any(site => site is null || HasNull(site)) == true ? "fusion.kept" : null;

    private static bool HasNull(IReadOnlyList<IReadOnlyList<string>> members) =>
        members.Any(member => member is null || member.Contains(null!));
}

/// <summary>The weights of a bundle.</summary>
/// <param name="File">The name of the file, in the bundle's directory.</param>
/// <param name="Hash"><c>sha256:…</c> of the file.</param>
public sealed record BundleWeights(string File, string Hash);

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
