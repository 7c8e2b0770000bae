using System.Security.Cryptography;

namespace AdapterKit.Hosting;

/// <summary>The files of a plugin. Whatever is read of them is compared with the hash that <c>plugin.json</c> pins.</summary>
/// <param name="directory">The plugin's directory.</param>
/// <param name="manifest">The plugin's manifest.</param>
/// <param name="limit">The maximum size of a file, in bytes.</param>
internal sealed class PinnedFiles(string directory, PluginManifest manifest, long limit)
{
    private const int ChunkSize = 1 << 16;

    /// <summary>Reads a file into memory.</summary>
    /// <exception cref="PluginRefusedException">The file is not the one that was built.</exception>
    public byte[] Read(string file)
    {
        using var content = new MemoryStream();
        Copy(file, content);
        return content.ToArray();
    }

    /// <summary>Reads a file without keeping it.</summary>
    /// <exception cref="PluginRefusedException">The file is not the one that was built.</exception>
    public void Verify(string file) => Copy(file, Stream.Null);

    /// <summary>Copies all files, and <c>plugin.json</c> is not among them.</summary>
    /// <exception cref="PluginRefusedException">A file is not the one that was built.</exception>
    public void CopyTo(string target)
    {
        foreach (var file in manifest.Files.Keys)
        {
            var path = PluginPaths.Resolve(target, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var copy = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            Copy(file, copy);
        }
    }

    private void Copy(string file, Stream target)
    {
        var path = PluginPaths.Resolve(directory, file);
        try
        {
            var actual = Copy(path, target, limit);
            if (manifest.Files[file] is var hash && actual != hash)
            {
                throw Altered(
                    $"{path} is not the file that was built: its hash is {actual}, but {PluginManifest.FileName} lists {hash}.");
            }
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Altered($"{path} is listed in {PluginManifest.FileName} but does not exist.");
        }
        catch (UnauthorizedAccessException) when (Directory.Exists(path))
        {
            throw Altered($"{path} is a directory, but {PluginManifest.FileName} lists a file.");
        }
    }

    private static string Copy(string path, Stream target, long limit)
    {
        using var file = RegularFile.Open(path);
        var length = RandomAccess.GetLength(file);
        if (length > limit)
            throw Altered($"{path} has {length} bytes, and may have {limit} at most.");

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var chunk = new byte[Math.Min(length, ChunkSize)];
        for (long offset = 0; offset < length; offset += chunk.Length)
        {
            var part = chunk.AsSpan(0, (int)Math.Min(chunk.Length, length - offset));
            RegularFile.ReadExactly(file, path, part, offset);
            hash.AppendData(part);
            target.Write(part);
        }

        return ContentHash.Format(hash.GetHashAndReset());
    }

    private static PluginRefusedException Altered(string problem) =>
        new(PluginState.FileAltered, problem + " Copy the plugin's whole output directory again.");
}
