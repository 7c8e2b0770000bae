namespace AdapterKit;

/// <summary>A checkpoint in one safetensors file, whose tensors are read when they are asked for.</summary>
public sealed class SafetensorsCheckpoint : CheckpointSource
{
    private readonly SafetensorsFile file;

    private SafetensorsCheckpoint(SafetensorsFile file) => this.file = file;

    /// <inheritdoc />
    public override string Name => file.Path;

    /// <inheritdoc />
    public override IReadOnlyCollection<string> Keys => file.Keys;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="SafetensorsException">The file is malformed or truncated.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static SafetensorsCheckpoint Open(string path) => new(SafetensorsFile.Open(path));

    /// <inheritdoc />
    public override bool Contains(string key) => file.Contains(key);

    /// <inheritdoc />
    public override (ScalarType Dtype, IReadOnlyList<long> Shape) Describe(string key)
    {
        var entry = file.Entry(key);
        return (entry.Dtype, entry.Shape);
    }

    /// <inheritdoc />
    public override Tensor Read(string key) => file.Read(key);

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            file.Dispose();

        base.Dispose(disposing);
    }
}
