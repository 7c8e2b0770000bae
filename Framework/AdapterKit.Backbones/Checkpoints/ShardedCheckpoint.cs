namespace AdapterKit.Backbones;

/// <summary>
/// A checkpoint in several files with an index, such as <c>model.safetensors.index.json</c> or
/// <c>pytorch_model.bin.index.json</c>. A file is opened when one of its tensors is first needed.
/// </summary>
/// <remarks>Reading is safe from many threads at once.</remarks>
public sealed class ShardedCheckpoint : CheckpointSource
{
    private readonly Dictionary<string, CheckpointSource> shards = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, string> files;
    private bool isDisposed;

    private ShardedCheckpoint(string index, IReadOnlyDictionary<string, string> files)
    {
        (Name, this.files) = (index, files);
        Keys = [.. files.Keys.Order(StringComparer.Ordinal)];
        Files = [.. files.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <inheritdoc />
    public override string Name { get; }

    /// <inheritdoc />
    public override IReadOnlyCollection<string> Keys { get; }

    /// <summary>The names of the files, in ordinal order. They are in the directory of the index.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Opens an index.</summary>
    /// <param name="path">The index; its files are in the same directory.</param>
    /// <exception cref="CheckpointException">
    /// The index is malformed, or one of its files is missing, is a link, or is not named by a plain file name.
    /// </exception>
    /// <exception cref="IOException">The index cannot be read.</exception>
    public static ShardedCheckpoint Open(string path)
    {
        var full = Path.GetFullPath(path);
        return new ShardedCheckpoint(full, ShardIndex.Read(full));
    }

    /// <inheritdoc />
    public override bool Contains(string key) => files.ContainsKey(key);

    /// <inheritdoc />
    /// <exception cref="CheckpointException">The tensor is unknown, or its file is malformed or does not match the index.</exception>
    /// <exception cref="SafetensorsException">The file of the tensor is malformed.</exception>
    public override (ScalarType Dtype, IReadOnlyList<long> Shape) Describe(string key) => FindShard(key).Describe(key);

    /// <inheritdoc />
    /// <exception cref="CheckpointException">The tensor is unknown, or its file is malformed or does not match the index.</exception>
    /// <exception cref="SafetensorsException">The file of the tensor is malformed.</exception>
    public override Tensor Read(string key) => FindShard(key).Read(key);

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        lock (shards)
        {
            isDisposed = true;
            foreach (var shard in shards.Values)
                shard.Dispose();
        }

        base.Dispose(disposing);
    }

    private CheckpointSource FindShard(string key)
    {
        if (!files.TryGetValue(key, out var file))
            throw new CheckpointException($"{Name} does not contain '{key}'.");

        lock (shards)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            return shards.TryGetValue(file, out var shard) ? shard : shards[file] = OpenShard(file);
        }
    }

    private CheckpointSource OpenShard(string file)
    {
        var path = Path.Combine(Path.GetDirectoryName(Name)!, file);
        CheckpointSource shard = Path.GetExtension(file) switch
        {
            ".safetensors" => SafetensorsCheckpoint.Open(path),
            ".bin" => TorchCheckpoint.Open(path),
            _ => throw new CheckpointException($"{Name}: '{file}' must end with '.safetensors' or '.bin'."),
        };
        try
        {
            CheckKeys(shard, file);
            return shard;
        }
        catch
        {
            shard.Dispose();
            throw;
        }
    }

    private void CheckKeys(CheckpointSource shard, string file)
    {
        foreach (var (key, owner) in files)
        {
            if (owner == file && !shard.Contains(key))
                throw Mismatch($"'{key}' is not in '{file}'");
        }

        foreach (var key in shard.Keys)
        {
            if (!files.TryGetValue(key, out var owner))
                throw Mismatch($"'{file}' contains '{key}', which the index lacks");

            if (owner != file)
                throw Mismatch($"'{key}' is in '{file}', but the index says '{owner}'");
        }
    }

    private CheckpointException Mismatch(string problem) => new($"{Name}: {problem}. Fetch the index and its files again.");
}
