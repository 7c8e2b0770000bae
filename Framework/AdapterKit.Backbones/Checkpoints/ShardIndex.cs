using System.Text.Json;

namespace AdapterKit.Backbones;

/// <summary>An index that says which file of a checkpoint contains which tensor, such as <c>model.safetensors.index.json</c>.</summary>
internal static class ShardIndex
{
    private const string MapName = "weight_map";
    private const int MaxBytes = 64 << 20;

    /// <summary>Reads an index.</summary>
    /// <returns>The file names by the keys of the tensors. Each file is in the directory of the index.</returns>
    /// <exception cref="CheckpointException">The index is malformed, or a file is missing or elsewhere.</exception>
    /// <exception cref="IOException">The index cannot be read.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        var map = Parse(path);
        foreach (var file in map.Values.Distinct(StringComparer.Ordinal))
            CheckFile(path, file);

        return map;
    }

    private static Dictionary<string, string> Parse(string path)
    {
        using var file = BinaryFile.Open(path);
        if (file.Length > MaxBytes)
            throw file.Error($"it has {file.Length} bytes; an index has at most {MaxBytes}.");

        try
        {
            using var document = JsonDocument.Parse(
                file.Read(0, (int)file.Length), new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 16 });
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty(MapName, out var map)
                || map.ValueKind != JsonValueKind.Object)
            {
                throw file.Error($"it has no object '{MapName}', which says the file of each tensor.");
            }

            return map.EnumerateObject().ToDictionary(
                entry => entry.Name,
                entry => entry.Value.ValueKind == JsonValueKind.String
                    ? entry.Value.GetString()!
                    : throw file.Error($"the file of '{entry.Name}' is not a text."),
                StringComparer.Ordinal);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // A text that is not Unicode is an invalid operation to the reader.
            throw new CheckpointException($"{path} is not a valid index: {error.Message}", error);
        }
    }

    private static void CheckFile(string path, string name)
    {
        if (name is "" or "." or ".." || name.AsSpan().ContainsAny("/\\:") || name.Any(char.IsControl))
        {
            throw new CheckpointException(
                $"{path}: '{name}' is not a plain file name. The files of an index must be in the directory of the index.");
        }

        var file = new FileInfo(Path.Combine(Path.GetDirectoryName(path)!, name));
        if (file.LinkTarget is not null)
            CheckLink(path, file);
        else if (!file.Exists)
            throw new CheckpointException($"{path}: the file '{name}' is not in the directory of the index. Fetch it, too.");
    }

    // The cache of Hugging Face consists of links. Devices and pipes, which may never end, have no length.
    private static void CheckLink(string path, FileInfo link)
    {
        if (FindTarget(link) is not { Exists: true, Length: > 0 })
        {
            throw new CheckpointException(
                $"{path}: '{link.Name}' is a link to '{link.LinkTarget}', which is not a file with content. "
                + "Fetch the file, or copy the directory together with what its links refer to.");
        }
    }

    private static FileInfo? FindTarget(FileInfo link)
    {
        try
        {
            return link.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
        }
        catch (IOException)
        {
            // The links go round in circles.
            return null;
        }
    }
}
