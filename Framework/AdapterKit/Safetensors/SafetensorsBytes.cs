using Microsoft.Win32.SafeHandles;

namespace AdapterKit;

/// <summary>Where a safetensors file's bytes are read from: the file, or a copy in memory.</summary>
/// <remarks>Bytes are copied, never mapped: reading a mapped file that another process cuts off would end this process.</remarks>
internal abstract class SafetensorsBytes : IDisposable
{
    public abstract long Length { get; }

    /// <summary>Copies bytes; safe from many threads at once.</summary>
    public abstract void Read(long offset, Span<byte> bytes);

    public abstract void Dispose();

    public sealed class OnDisk(string path, SafeFileHandle file) : SafetensorsBytes
    {
        public override long Length { get; } = RandomAccess.GetLength(file);

        public override void Read(long offset, Span<byte> bytes) => RegularFile.ReadExactly(file, path, bytes, offset);

        public override void Dispose() => file.Dispose();
    }

    public sealed class InMemory(byte[] content) : SafetensorsBytes
    {
        public override long Length => content.Length;

        public override void Read(long offset, Span<byte> bytes) => content.AsSpan((int)offset, bytes.Length).CopyTo(bytes);

        public override void Dispose()
        {
        }
    }
}
