using Microsoft.Win32.SafeHandles;

namespace AdapterKit.Backbones;

/// <summary>A file of which ranges are read on demand, from many threads at once.</summary>
internal sealed class BinaryFile : IDisposable
{
    private readonly SafeFileHandle handle;

    private BinaryFile(string path, SafeFileHandle handle)
    {
        (Path, this.handle) = (path, handle);
        Length = RandomAccess.GetLength(handle);
    }

    public string Path { get; }

    public long Length { get; }

    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static BinaryFile Open(string path) =>
        new(path, File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete));

    /// <param name="offset">Where the range begins.</param>
    /// <param name="target">Takes the range.</param>
    /// <exception cref="CheckpointException">The range is not within the file.</exception>
    public void Read(long offset, Span<byte> target)
    {
        CheckRange(offset, target.Length);
        for (var done = 0; done < target.Length;)
        {
            var read = RandomAccess.Read(handle, target[done..], offset + done);
            if (read == 0)
                throw Error($"it became shorter than {Length} bytes while it was read.");

            done += read;
        }
    }

    /// <inheritdoc cref="Read(long, Span{byte})" />
    public byte[] Read(long offset, int length)
    {
        CheckRange(offset, length);
        var bytes = new byte[length];
        Read(offset, bytes);
        return bytes;
    }

    public CheckpointException Error(string problem) => new($"{Path}: {problem}");

    public void Dispose() => handle.Dispose();

    private void CheckRange(long offset, long length)
    {
        if (offset < 0 || length < 0 || offset > Length - length)
            throw Error($"it has {Length} bytes, but {length} bytes at {offset} are needed. Fetch the file again.");
    }
}
