using System.Text.Json;

namespace AdapterKit.Hosting;

/// <summary>
/// Refuses plugins whose <c>.deps.json</c> lacks what the .NET runtime reads of it without a check: a missing value would end the process.
/// </summary>
internal sealed class DependencyFileValidator : IPluginValidator
{
    private const int MaxBytes = 16 << 20;

    private static readonly string[] PathsByLibrary = ["path", "hashPath", "runtimeStoreManifestName"];
    private static readonly string[] Versions = ["assemblyVersion", "fileVersion", "localPath"];

    public void Validate(PluginStatus plugin, PluginManifest manifest)
    {
        var file = Path.ChangeExtension(manifest.Assembly, ".deps.json");
        if (!manifest.Files.ContainsKey(file))
            return;

        var path = PluginPaths.Resolve(plugin.Directory, file);
        try
        {
            using var document = JsonDocument.Parse(
                new PinnedFiles(plugin.Directory, manifest, MaxBytes).Read(file),
                new JsonDocumentOptions { AllowDuplicateProperties = false });
            Check(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new PluginRefusedException(
                PluginState.LoadFailed, $"{path} is not what the build of a plugin writes: {error.Message} Build the plugin again.");
        }
    }

    private static void Check(JsonElement root)
    {
        var target = Require(root, "runtimeTarget");
        var name = target.ValueKind == JsonValueKind.Object ? RequireText(target, "name") : Text(target, "runtimeTarget");
        foreach (var package in Require(Require(root, "targets"), name).EnumerateObject())
            CheckAssets(package.Value);

        foreach (var library in Require(root, "libraries").EnumerateObject())
        {
            RequireText(library.Value, "type");
            RequireText(library.Value, "sha512");
            Require(library.Value, "serviceable").GetBoolean();
            AllowTexts(library.Value, PathsByLibrary);
        }

        foreach (var runtime in EnumerateIfAny(root, "runtimes"))
        {
            foreach (var fallback in runtime.Value.EnumerateArray())
                Text(fallback, "runtimes");
        }
    }

    private static void CheckAssets(JsonElement package)
    {
        foreach (var kind in (string[])["runtime", "resources", "native"])
        {
            foreach (var asset in EnumerateIfAny(package, kind))
                AllowTexts(asset.Value, Versions);
        }

        foreach (var asset in EnumerateIfAny(package, "runtimeTargets"))
        {
            RequireText(asset.Value, "assetType");
            RequireText(asset.Value, "rid");
            AllowTexts(asset.Value, Versions);
        }
    }

    private static JsonElement.ObjectEnumerator EnumerateIfAny(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var found) ? found.EnumerateObject() : default;

    private static string RequireText(JsonElement parent, string name) => Text(Require(parent, name), name);

    private static JsonElement Require(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var found) ? found : throw new JsonException($"'{name}' is missing.");

    private static void AllowTexts(JsonElement parent, string[] names)
    {
        foreach (var name in names)
        {
            if (parent.TryGetProperty(name, out var found))
                Text(found, name);
        }
    }

    private static string Text(JsonElement value, string name) =>
        value.GetString() ?? throw new JsonException($"'{name}' is null.");
}
