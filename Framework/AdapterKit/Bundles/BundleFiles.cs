using System.Text.Json;

namespace AdapterKit;

/// <summary>The files of a bundle, and how a save replaces them as a whole.</summary>
/// <remarks>
/// A save writes both new files beside the old ones, then renames first the weights and then the manifest. If it is interrupted
/// between the two, the new manifest still stands beside the new weights and names their hash: <see cref="ReadManifest"/> then
/// finds it. So every reader sees the whole old bundle or the whole new one.
/// </remarks>
internal static class BundleFiles
{
    public const string Manifest = "adapter.json";
    public const string Weights = "adapter.safetensors";
    public const string NewManifest = Manifest + ".new";
    public const string NewWeights = Weights + ".new";

    /// <summary>The version of the format.</summary>
    public const int Format = 2;

    /// <summary>The element type of the weights, whatever that of the backbone is.</summary>
    public const ScalarType WeightType = ScalarType.Float32;

    /// <summary>The maximum size of a manifest, in bytes.</summary>
    private const int MaxManifestBytes = 4 << 20;

    /// <summary>Reads the manifest of a directory and verifies the hash of the weights.</summary>
    /// <exception cref="BundleException">A file is missing, malformed, of another format, or altered.</exception>
    public static BundleManifest ReadManifest(string directory)
    {
        try
        {
            return ReadVerified(directory, Manifest);
        }
        catch (BundleException)
        {
            // A save may have ended between the two attempts: the second one's error is what stands.
            return ReadInterrupted(directory) ?? ReadVerified(directory, Manifest);
        }
    }

    /// <summary>Reads the weights once and verifies these very bytes: the file may have changed since the manifest was read.</summary>
    /// <exception cref="BundleException">The file cannot be read, is not the one that the manifest names, or is malformed.</exception>
    public static SafetensorsFile ReadWeights(string path, BundleManifest manifest)
    {
        var content = Guard(path, () => RegularFile.ReadAll(path, Array.MaxLength));
        RequireHash(path, Manifest, manifest, ContentHash.Compute(content));
        return SafetensorsFile.Read(path, content);
    }

    /// <summary>Finishes an interrupted save whose new weights are in place already, before the next one overwrites its manifest.</summary>
    public static void FinishInterrupted(string directory)
    {
        var manifest = Path.Combine(directory, NewManifest);
        if (!File.Exists(manifest))
            return;

        try
        {
            ReadVerified(directory, Manifest);
        }
        catch (BundleException)
        {
            if (ReadInterrupted(directory) is not null)
                File.Move(manifest, Path.Combine(directory, Manifest), overwrite: true);
        }
    }

    private static BundleManifest? ReadInterrupted(string directory)
    {
        if (!File.Exists(Path.Combine(directory, NewManifest)))
            return null;

        try
        {
            return ReadVerified(directory, NewManifest);
        }
        catch (BundleException)
        {
            return null;
        }
    }

    private static BundleManifest ReadVerified(string directory, string name)
    {
        var path = Path.Combine(directory, name);
        var manifest = Read(path);
        var weights = Path.Combine(directory, manifest.Weights.File);
        if (manifest.Weights.File != Path.GetFileName(manifest.Weights.File) || !File.Exists(weights))
        {
            throw new BundleException(
                $"{path}: the weights file '{manifest.Weights.File}' is not in the same directory. Copy the bundle again.");
        }

        RequireHash(weights, name, manifest, Guard(weights, () => ContentHash.ComputeFile(weights)));
        return manifest;
    }

    private static void RequireHash(string weights, string name, BundleManifest manifest, string actual)
    {
        if (actual != manifest.Weights.Hash)
        {
            throw new BundleException(
                $"{weights}: the hash of the file is {actual}, but {name} says {manifest.Weights.Hash}. It was altered or "
                + "truncated: copy the bundle again.");
        }
    }

    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BundleException($"{path}: the file cannot be read. {error.Message}", error);
        }
    }

    private static BundleManifest Read(string path)
    {
        if (!File.Exists(path))
            throw new BundleException($"{path}: the file does not exist, so its directory is not a bundle.");

        try
        {
            var content = Guard(path, () => RegularFile.ReadAll(path, MaxManifestBytes));
            using var document = JsonDocument.Parse(content, new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (!document.RootElement.TryGetProperty("format", out var format))
                throw new BundleException($"{path}: 'format' is missing, so this is not the manifest of a bundle.");
            if (format.GetInt32() != Format)
                throw new BundleException($"{path}: 'format' is {format}, but {Format} is required. Use a bundle made with this version.");

            var manifest = document.RootElement.Deserialize(BundleJson.Default.BundleManifest)!;
            return manifest.FindNull() is { } key ? throw new BundleException($"{path}: '{key}' contains null.") : manifest;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new BundleException($"{path}: {error.Message}", error);
        }
    }
}
