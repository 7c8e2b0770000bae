using System.Text.Json;

namespace AdapterKit.Backbones;

/// <summary>The files of a saved BERT, and how a save replaces them as a whole.</summary>
/// <remarks>
/// As in a bundle: a save writes every file beside the old ones, the manifest last, then renames them, the manifest last again. If
/// it is interrupted in between, the new manifest names the hashes of files that stand under their new or their final names.
/// </remarks>
internal static class BertFiles
{
    public const string Manifest = "backbone.json";
    public const string Weights = "model.safetensors";
    public const string Vocabulary = "vocab.json";

    /// <summary>The version of the format.</summary>
    public const int Format = 2;

    private const string NewSuffix = ".new";

    public static bool Exist(string directory) =>
        File.Exists(Path.Combine(directory, Manifest)) || File.Exists(NewPathOf(directory, Manifest));

    public static string NewPathOf(string directory, string file) => Path.Combine(directory, file + NewSuffix);

    /// <summary>Reads the manifest of a directory, and finds and verifies the files that it names.</summary>
    /// <exception cref="BackboneException">A file is missing, malformed, of another format, or altered.</exception>
    public static FoundBert Find(string directory)
    {
        try
        {
            return Find(directory, Manifest, "");
        }
        catch (BackboneException)
        {
            // A save may have ended between the two attempts: the second one's error is what stands.
            return FindInterrupted(directory) ?? Find(directory, Manifest, "");
        }
    }

    /// <summary>Finishes an interrupted save whose files are all there, before the next one overwrites them.</summary>
    public static void FinishInterrupted(string directory)
    {
        try
        {
            if (File.Exists(NewPathOf(directory, Manifest)))
                Find(directory, Manifest, "");
        }
        catch (BackboneException) when (FindInterrupted(directory) is not null)
        {
            TakePlace(directory);
        }
    }

    /// <summary>Renames the new files to their final names.</summary>
    public static void TakePlace(string directory)
    {
        string[] files = [Vocabulary, Weights, Manifest];
        foreach (var file in files.Where(file => File.Exists(NewPathOf(directory, file))))
            DiskSteps.Move(NewPathOf(directory, file), Path.Combine(directory, file));
    }

    /// <summary>Deletes what a save has written beside the old files; only while none of these is replaced.</summary>
    public static void DeleteNew(string directory)
    {
        foreach (var file in Directory.GetFiles(directory, Weights + NewSuffix + ".*.tmp"))
            File.Delete(file);

        foreach (var file in (string[])[Manifest, Weights, Vocabulary])
            File.Delete(NewPathOf(directory, file));
    }

    private static FoundBert? FindInterrupted(string directory)
    {
        try
        {
            return File.Exists(NewPathOf(directory, Manifest)) ? Find(directory, Manifest + NewSuffix, NewSuffix) : null;
        }
        catch (BackboneException)
        {
            return null;
        }
    }

    private static FoundBert Find(string directory, string name, string suffix)
    {
        var path = Path.Combine(directory, name);
        var manifest = ReadManifest(path);
        return new FoundBert(path, manifest, Verify(path, manifest.Vocabulary, suffix), Verify(path, manifest.Weights, suffix));
    }

    private static string Verify(string manifest, BackboneFile file, string suffix)
    {
        var found = Path.Combine(Path.GetDirectoryName(manifest)!, file.File);
        if (suffix.Length > 0 && File.Exists(found + suffix) && ContentHash.ComputeFile(found + suffix) == file.Hash)
            return found + suffix;

        if (file.File != Path.GetFileName(file.File) || !File.Exists(found))
            throw new BackboneException($"{manifest}: the file '{file.File}' is not beside it.");

        var hash = ContentHash.ComputeFile(found);
        return hash == file.Hash
            ? found
            : throw new BackboneException(
                $"{found}: its hash is {hash}, but {Manifest} says {file.Hash}. "
                + "The file was altered or truncated: copy the directory again.");
    }

    private static BertManifest ReadManifest(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(ModelFiles.Read(path), new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (!document.RootElement.TryGetProperty("format", out var format) || format.GetInt32() != Format)
                throw new BackboneException($"{path}: 'format' is not {Format}. Use a directory that this version has written.");

            return document.RootElement.Deserialize(BertJson.Default.BertManifest)!;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new BackboneException($"{path}: {error.Message}", error);
        }
    }
}
