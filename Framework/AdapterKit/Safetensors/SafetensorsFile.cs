using System.Buffers.Binary;

namespace AdapterKit;

/// <summary>
/// A file of named tensors in the safetensors format: opening it reads the header alone, and a tensor costs one copy when it is asked
/// for. Every number of the header is checked before the first byte of data is used. Reading is safe from many threads at once.
/// </summary>
public sealed class SafetensorsFile : IDisposable
{
    private readonly SafetensorsBytes content;
    private readonly SafetensorsHeader header;

    private SafetensorsFile(string path, SafetensorsBytes content)
    {
        (Path, this.content, header) = (path, content, ReadHeader(path, content));
        Keys = [.. header.Entries.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>Path the file was opened with.</summary>
    public string Path { get; }

    /// <summary>Names of the tensors, in ordinal order.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>The strings that the writer left beside the tensors.</summary>
    public IReadOnlyDictionary<string, string> Metadata => header.Metadata;

    /// <summary>Opens a file and checks all of its header.</summary>
    /// <exception cref="SafetensorsException">The file is not a whole and sound safetensors file.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static SafetensorsFile Open(string path) => Read(path, new SafetensorsBytes.OnDisk(path, RegularFile.Open(path)));

    /// <summary>Reads a file's content, which the path names in messages.</summary>
    /// <exception cref="SafetensorsException">It is not a whole and sound safetensors file.</exception>
    internal static SafetensorsFile Read(string path, byte[] content) => Read(path, new SafetensorsBytes.InMemory(content));

    /// <summary>Whether the file has a tensor of this name.</summary>
    public bool Contains(string key) => header.Entries.ContainsKey(key);

    /// <summary>Type, shape and place of a tensor.</summary>
    /// <exception cref="SafetensorsException">There is no such tensor.</exception>
    public SafetensorsEntry Entry(string key) => header.Entries.TryGetValue(key, out var entry)
        ? entry
        : throw new SafetensorsException(Path, key, $"the file does not have it. It has {Keys.Count} tensors: {string.Join(", ", Keys)}.");

    /// <summary>Copies a tensor out of the file.</summary>
    /// <returns>A new CPU tensor, the caller's to dispose of.</returns>
    /// <exception cref="SafetensorsException">
    /// There is no such tensor, it is over 2 GiB, or it holds a boolean that is neither 0 nor 1.
    /// </exception>
    public Tensor Read(string key)
    {
        var entry = Entry(key);
        if (entry.Length > Array.MaxLength)
            throw new SafetensorsException(Path, key, $"it takes {entry.Length} bytes; at most {Array.MaxLength} can be read at once.");
        var tensor = empty([.. entry.Shape], entry.Dtype, CPU);
        try
        {
            var bytes = tensor.bytes;
            content.Read(entry.Offset, bytes);
            if (entry.Dtype == ScalarType.Bool && bytes.ContainsAnyExceptInRange((byte)0, (byte)1))
                throw new SafetensorsException(Path, key, "it is of booleans, and has bytes that are neither 0 nor 1.");
            return tensor;
        }
        catch (EndOfStreamException error)
        {
            tensor.Dispose();
            throw new SafetensorsException(Path, key, error.Message, error);
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }

    /// <summary>Copies a tensor out of the file into one that is there already, on whatever device it lives.</summary>
    /// <exception cref="SafetensorsException">Type or shape differ: nothing is cast, broadcast or reshaped.</exception>
    public void CopyInto(string key, Tensor destination)
    {
        var entry = Entry(key);
        if (destination.dtype != entry.Dtype || !destination.shape.AsSpan().SequenceEqual([.. entry.Shape]))
        {
            var wanted = SafetensorsEntry.Describe(destination.dtype, destination.shape);
            throw new SafetensorsException(Path, key, $"the file has {entry}, and {wanted} is needed.");
        }
        using var _ = no_grad();
        using var source = Read(key);
        destination.copy_(source);
    }

    /// <summary>
    /// Writes tensors, of any device, to a file that appears complete or not at all. The same tensors give the same bytes,
    /// in whatever order they come.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// A name is used twice or reserved, or a tensor has a type that the format lacks or is over 2 GiB.
    /// </exception>
    public static void Write(
        string path, IEnumerable<(string Name, Tensor Tensor)> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        SafetensorsWriter.Write(path, [.. tensors], metadata);

    /// <summary>Lets go of the file. Tensors read from it live on.</summary>
    public void Dispose() => content.Dispose();

    private static SafetensorsFile Read(string path, SafetensorsBytes content)
    {
        try
        {
            return new SafetensorsFile(path, content);
        }
        catch (EndOfStreamException error)
        {
            content.Dispose();
            throw new SafetensorsException(path, null, error.Message, error);
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    private static SafetensorsHeader ReadHeader(string path, SafetensorsBytes content)
    {
        const int Prefix = SafetensorsHeader.LengthBytes;
        if (content.Length < Prefix)
        {
            throw new SafetensorsException(
                path, null, $"the file has {content.Length} bytes; the length of the header alone takes {Prefix}.");
        }

        Span<byte> prefix = stackalloc byte[Prefix];
        content.Read(0, prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        var rest = content.Length - Prefix;
        if (length > SafetensorsHeader.MaxBytes)
        {
            throw new SafetensorsException(
                path, null, $"the header claims {length} bytes; at most {SafetensorsHeader.MaxBytes} are taken.");
        }

        if (length > (ulong)rest)
            throw new SafetensorsException(path, null, $"the header claims {length} bytes, and the file has {rest} after its length.");
        var json = new byte[length];
        content.Read(Prefix, json);
        return SafetensorsHeader.Parse(path, json, rest - json.Length);
    }
}
