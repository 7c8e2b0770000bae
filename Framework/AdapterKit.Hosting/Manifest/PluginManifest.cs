using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdapterKit.Hosting;

/// <summary>The contents of <c>plugin.json</c>: describes a plugin without loading it. Written by the build.</summary>
/// <param name="Format">The version of the file format.</param>
/// <param name="Id">The plugin's id.</param>
/// <param name="Version">The plugin's version, for information only.</param>
/// <param name="Contract">The contract version that the plugin was compiled against, <c>major.minor</c>.</param>
/// <param name="TorchSharp">The TorchSharp version that the plugin was compiled against, such as <c>0.107.0</c>.</param>
/// <param name="Assembly">The file name of the plugin's assembly.</param>
/// <param name="EntryPoint">The full name of the entry point class.</param>
/// <param name="Tasks">The tasks that the plugin declares.</param>
/// <param name="Files">Every file of the plugin except this one: its relative path with <c>/</c>, and the <c>sha256:…</c> of its
/// content.</param>
/// <param name="Backbones">The backbones that the plugin offers; absent if there is none.</param>
public sealed record PluginManifest(
    int Format,
    string Id,
    string Version,
    string Contract,
    string TorchSharp,
    string Assembly,
    string EntryPoint,
    IReadOnlyList<PluginTask> Tasks,
    IReadOnlyDictionary<string, string> Files,
    IReadOnlyList<PluginBackbone>? Backbones = null)
{
    /// <summary>The name of the manifest file.</summary>
    public const string FileName = "plugin.json";

    /// <summary>The file format that this version reads and writes.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The maximum size of the file, in bytes.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>Parses a manifest strictly: unknown, missing and duplicate keys are errors, and so are ids that are no names.</summary>
    /// <param name="utf8">The file's content.</param>
    /// <exception cref="JsonException">The content is not JSON, or not a manifest in the current format.</exception>
    public static PluginManifest Parse(byte[] utf8)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        if (utf8.Length > MaxBytes)
            throw new JsonException($"The file has {utf8.Length} bytes, and may have {MaxBytes} at most.");

        try
        {
            using var document = JsonDocument.Parse(utf8);
            RequireFormat(document.RootElement);
            return Require(JsonSerializer.Deserialize(utf8, PluginManifestJson.Default.PluginManifest)!);
        }
        catch (InvalidOperationException error)
        {
            // The JSON reader reports strings that are not Unicode only when it reaches them.
            throw new JsonException(error.Message, error);
        }
    }

    /// <summary>Serializes the manifest: indented, with <c>\n</c> line ends, always the same bytes for the same manifest.</summary>
    public byte[] ToUtf8() => [.. JsonSerializer.SerializeToUtf8Bytes(this, PluginManifestJson.Default.PluginManifest), (byte)'\n'];

    // The format is checked first: another format may have other keys.
    private static void RequireFormat(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out var format))
            throw new JsonException("The key 'format' is missing.");

        if (format.ValueKind != JsonValueKind.Number || !format.TryGetInt32(out var version) || version != CurrentFormat)
            throw new JsonException($"The format is {format.GetRawText()}, but this version reads format {CurrentFormat} only.");
    }

    private static PluginManifest Require(PluginManifest manifest)
    {
        if (!PluginId.IsValid(manifest.Id))
            throw new JsonException($"The id '{manifest.Id}' does not consist of {PluginId.Form}.");

        if (manifest.Tasks.Contains(null!))
            throw new JsonException("A task must not be null.");

        if (manifest.Tasks.FirstOrDefault(task => !PluginId.IsValid(task.Id)) is { } unnamed)
            throw new JsonException($"The id of the task '{unnamed.Id}' does not consist of {PluginId.Form}.");

        if (manifest.Backbones?.FirstOrDefault(backbone => !PluginId.IsValid(backbone?.Id)) is { } backbone)
            throw new JsonException($"The id of the backbone '{backbone.Id}' does not consist of {PluginId.Form}.");

        if (manifest.Backbones?.Contains(null!) == true)
            throw new JsonException("A backbone must not be null.");

        return manifest.Files.Values.Contains(null!) ? throw new JsonException("The hash of a file must not be null.") : manifest;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(PluginManifest))]
internal sealed partial class PluginManifestJson : JsonSerializerContext;
