using AdapterKit.Backbones;

namespace AdapterKit.Interchange;

/// <summary>The tensors of a folder, under keys as today's versions of its library write them.</summary>
internal sealed class WeightFile : IDisposable
{
    private readonly CheckpointSource source;
    private readonly Dictionary<string, string> keys;
    private readonly Dictionary<string, Tensor> computed = new(StringComparer.Ordinal);

    private WeightFile(CheckpointSource source, Func<string, string> normalize)
    {
        this.source = source;
        keys = source.Keys.ToDictionary(normalize, key => key, StringComparer.Ordinal);
    }

    /// <summary>The path of the file.</summary>
    public string Path => source.Name;

    /// <summary>The keys.</summary>
    public IReadOnlyCollection<string> Keys => [.. keys.Keys, .. computed.Keys];

    /// <summary>Opens the first of some files that is there.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="names">The names; one that ends in <c>.bin</c> is a file of torch.save.</param>
    /// <param name="normalize">Turns a key into that of today's versions; as it is by default.</param>
    /// <exception cref="InterchangeException">There is none, or it is malformed or has anything but tensors.</exception>
    public static WeightFile Open(string directory, IReadOnlyList<string> names, Func<string, string>? normalize = null) =>
        TryOpen(directory, names, normalize)
        ?? throw new InterchangeException($"{directory} has no weights: {string.Join(" or ", names)} is missing.");

    /// <inheritdoc cref="Open" />
    /// <returns>The file; null if there is none.</returns>
    public static WeightFile? TryOpen(string directory, IReadOnlyList<string> names, Func<string, string>? normalize = null)
    {
        var path = names.Select(name => System.IO.Path.Combine(directory, name)).FirstOrDefault(File.Exists);
        if (path is null)
            return null;

        CheckpointSource? source = null;
        try
        {
            source = path.EndsWith(".bin", StringComparison.Ordinal) ? TorchCheckpoint.Open(path) : SafetensorsCheckpoint.Open(path);
            return new WeightFile(source, normalize ?? (key => key));
        }
        catch (Exception error) when (error is CheckpointException or SafetensorsException or IOException or ArgumentException)
        {
            source?.Dispose();
            throw new InterchangeException($"{path} cannot be used: {error.Message}", error);
        }
    }

    public bool Contains(string key) => keys.ContainsKey(key) || computed.ContainsKey(key);

    public (ScalarType Dtype, IReadOnlyList<long> Shape) Describe(string key) =>
        computed.TryGetValue(key, out var tensor) ? (tensor.dtype, tensor.shape) : source.Describe(keys[key]);

    /// <summary>Adds a tensor that was computed from those of the file.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="tensor">The tensor; owned by the file from now on.</param>
    public void Add(string key, Tensor tensor) => computed.Add(key, tensor.DetachFromDisposeScope());

    /// <summary>Gives a tensor of the file another key.</summary>
    /// <param name="key">The key that it has.</param>
    /// <param name="next">The key that today's versions of its library give it.</param>
    public void Rename(string key, string next)
    {
        keys.Add(next, keys[key]);
        keys.Remove(key);
    }

    /// <summary>Reads a tensor.</summary>
    /// <returns>A new tensor, owned by the caller.</returns>
    /// <exception cref="InterchangeException">The file ends too early or was changed.</exception>
    public Tensor Read(string key)
    {
        if (computed.TryGetValue(key, out var tensor))
            return tensor.alias();

        try
        {
            return source.Read(keys[key]);
        }
        catch (Exception error) when (error is CheckpointException or SafetensorsException or IOException)
        {
            throw new InterchangeException($"{Path}: '{key}' cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Leaves keys out of account, such as those of another adapter that its library wrote along.</summary>
    /// <returns>The keys.</returns>
    public IReadOnlyList<string> Ignore(Func<string, bool> isIgnored)
    {
        var ignored = keys.Keys.Where(isIgnored).Order(StringComparer.Ordinal).ToList();
        foreach (var key in ignored)
            keys.Remove(key);

        return ignored;
    }

    public void Dispose()
    {
        source.Dispose();
        foreach (var tensor in computed.Values)
            tensor.Dispose();
    }
}
