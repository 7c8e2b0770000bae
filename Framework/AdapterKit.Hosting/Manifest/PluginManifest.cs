using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdapterKit.Hosting;

/// <summary>The contents of <c>plugin.json</c>: what a plugin is, known without loading it. Written by the build.</summary>
/// <param name="Format">The version of this file's form.</param>
/// <param name="Id">The plugin's name.</param>
/// <param name="Version">The plugin's version; for people.</param>
/// <param name="Contract">The contract version it was compiled against, <c>major.minor</c>.</param>
/// <param name="TorchSharp">The TorchSharp version it was compiled against, such as <c>0.107.0</c>.</param>
/// <param name="Assembly">The name of its assembly's file.</param>
/// <param name="EntryPoint">The full name of its entry point, a class.</param>
/// <param name="Tasks">The tasks it declares.</param>
/// <param name="Files">Every file of the plugin but this one: relative path with <c>/</c>, and <c>sha256:…</c> of its content.</param>
public sealed record PluginManifest(
    int Format,
    string Id,
    string Version,
    string Contract,
    string TorchSharp,
    string Assembly,
    string EntryPoint,
    IReadOnlyList<PluginTask> Tasks,
    IReadOnlyDictionary<string, string> Files)
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "plugin.json";

    /// <summary>The form that this code reads and writes.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Reads a manifest strictly: unknown, missing and doubled keys are errors.</summary>
    /// <param name="utf8">The file's content.</param>
    /// <exception cref="JsonException">The content is not JSON, or not a manifest of the current format.</exception>
    public static PluginManifest Parse(byte[] utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        // The format comes first: another one may well have other keys.
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("format", out var format))
            throw new JsonException("The key 'format' is missing.");
        if (format.ValueKind != JsonValueKind.Number || !format.TryGetInt32(out var version) || version != CurrentFormat)
            throw new JsonException($"'format' is {format}, and {CurrentFormat} is the one known here.");
        var manifest = JsonSerializer.Deserialize(utf8, PluginManifestJson.Default.PluginManifest)!;
        return manifest.Tasks.All(task => task is not null) ? manifest : throw new JsonException("A task is null.");
    }

    /// <summary>The file's content: indented, with <c>\n</c> line ends, the same bytes for the same manifest.</summary>
    public byte[] ToUtf8() => [.. JsonSerializer.SerializeToUtf8Bytes(this, PluginManifestJson.Default.PluginManifest), (byte)'\n'];
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
