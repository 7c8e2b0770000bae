using System.Buffers;
using System.Security.Cryptography;

namespace AdapterKit.Backbones;

/// <summary>
/// The weights in the directory of a published model, in the first of these forms that is there: <c>model.safetensors</c>,
/// <c>model.safetensors.index.json</c>, <c>pytorch_model.bin</c>, <c>pytorch_model.bin.index.json</c>.
/// </summary>
public static class CheckpointFiles
{
    private const int ListedFiles = 12;
    private const string HashPrefix = "sha256:";

    private static readonly (string File, Func<string, CheckpointSource> Open)[] Forms =
    [
        ("model.safetensors", SafetensorsCheckpoint.Open),
        ("model.safetensors.index.json", ShardedCheckpoint.Open),
        ("pytorch_model.bin", TorchCheckpoint.Open),
        ("pytorch_model.bin.index.json", ShardedCheckpoint.Open),
    ];

    /// <summary>Opens the weights.</summary>
    /// <param name="directory">The directory.</param>
    /// <returns>The weights; the caller closes them.</returns>
    /// <exception cref="CheckpointException">The directory has no weights in a known form, or they are malformed.</exception>
    /// <exception cref="SafetensorsException">A safetensors file is malformed.</exception>
    /// <exception cref="IOException">A file cannot be opened.</exception>
    public static CheckpointSource Open(string directory)
    {
        var (path, open) = Find(directory);
        return open(path);
    }

    /// <summary>
    /// Computes the content hash of the weights: the hash of one file, or of all files of an index after each other, in ordinal
    /// order of their names.
    /// </summary>
    /// <param name="directory">The directory.</param>
    /// <returns>The hash; for one file, that of <see cref="ContentHash.ComputeFile"/>.</returns>
    /// <exception cref="CheckpointException">The directory has no weights in a known form, or an index is malformed.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static string ComputeHash(string directory)
    {
        var path = Find(directory).Path;
        if (!path.EndsWith(".index.json", StringComparison.Ordinal))
            return ContentHash.ComputeFile(path);

        using var checkpoint = ShardedCheckpoint.Open(path);
        return ComputeHash(checkpoint.Files.Select(file => Path.Combine(directory, file)));
    }

    private static string ComputeHash(IEnumerable<string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 17);
        foreach (var file in files)
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
            while (stream.Read(buffer) is > 0 and var count)
                hash.AppendData(buffer, 0, count);
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return HashPrefix + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static (string Path, Func<string, CheckpointSource> Open) Find(string directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        foreach (var (file, open) in Forms)
        {
            if (File.Exists(Path.Combine(directory, file)))
                return (Path.Combine(directory, file), open);
        }

        throw new CheckpointException(
            $"{directory} has no weights in a known form. It needs one of {string.Join(", ", Forms.Select(form => form.File))}, "
            + $"but {DescribeFiles(directory)}.");
    }

    private static string DescribeFiles(string directory)
    {
        if (!Directory.Exists(directory))
            return "the directory does not exist";

        var names = Directory.EnumerateFiles(directory).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal).ToList();
        var more = names.Count > ListedFiles ? $" and {names.Count - ListedFiles} more" : "";
        return names.Count == 0 ? "has no files" : $"has {string.Join(", ", names.Take(ListedFiles))}{more}";
    }
}
