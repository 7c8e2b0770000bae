using Microsoft.Win32.SafeHandles;

namespace AdapterKit.Backbones;

/// <summary>Reads several files as if they were one.</summary>
internal sealed class ShardFiles : IDisposable
{
    private readonly List<(SafeFileHandle Handle, string Path, long Length)> shards = [];

    /// <exception cref="BackboneException">A file is missing or cannot be opened.</exception>
    public ShardFiles(IEnumerable<string> paths)
    {
        try
        {
            foreach (var path in paths)
            {
                var handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
                shards.Add((handle, path, RandomAccess.GetLength(handle)));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Dispose();
            throw new BackboneException($"A shard of the weights cannot be read: {error.Message}", error);
        }
    }

    /// <summary>The total number of bytes.</summary>
    public long Length => shards.Sum(shard => shard.Length);

    /// <exception cref="BackboneException">A file has become shorter since it was opened.</exception>
    public void ReadInto(Span<byte> target)
    {
        foreach (var (handle, path, length) in shards)
        {
            var part = target[..(int)length];
            for (var done = 0; done < part.Length;)
            {
                var read = RandomAccess.Read(handle, part[done..], done);
                if (read == 0)
                    throw new BackboneException($"{path} ended after {done} of {length} bytes.");

                done += read;
            }

            target = target[part.Length..];
        }
    }

    public void Dispose() => shards.ForEach(shard => shard.Handle.Dispose());
}
