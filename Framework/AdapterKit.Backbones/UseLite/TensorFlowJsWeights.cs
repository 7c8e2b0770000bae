namespace AdapterKit.Backbones;

/// <summary>The weights of a TensorFlow.js graph model, read from its shards into one native buffer.</summary>
internal sealed class TensorFlowJsWeights : IDisposable
{
    private readonly string file;
    private readonly Tensor buffer;
    private readonly IReadOnlyList<TensorFlowJsManifest.Entry> entries;

    /// <param name="json">The content of <c>model.json</c>.</param>
    /// <param name="file">Its path; the shards lie beside it.</param>
    /// <exception cref="BackboneException">A shard is missing, or the lengths do not agree.</exception>
    public TensorFlowJsWeights(ReadOnlyMemory<byte> json, string file)
    {
        var manifest = TensorFlowJsManifest.Parse(json, file);
        this.file = file;
        entries = manifest.Weights;
        using var shards = new ShardFiles(manifest.Shards);
        var expected = entries.Sum(entry => entry.Count) * TensorFlowJsManifest.ElementSize;
        if (shards.Length != expected)
            throw new BackboneException($"The shards beside {file} have {shards.Length} bytes, and it describes {expected}.");

        buffer = torch.empty(expected / TensorFlowJsManifest.ElementSize, dtype: float32).DetachFromDisposeScope();
        shards.ReadInto(buffer.bytes);
    }

    /// <summary><c>sha256:…</c> of the shards one after the other.</summary>
    public string Hash => ContentHash.Of(buffer.bytes);

    /// <summary>A float32 weight.</summary>
    /// <param name="tail">The end of its name, which no other weight's name has.</param>
    /// <param name="shape">The shape that it must have.</param>
    /// <returns>A view into this object, which must outlive it.</returns>
    /// <exception cref="BackboneException">There is no such weight, or it has another shape or type.</exception>
    public Tensor this[string tail, params long[] shape]
    {
        get
        {
            var found = entries.Where(entry => entry.Name.EndsWith("/" + tail, StringComparison.Ordinal)).ToArray();
            if (found is not [var entry])
                throw new BackboneException($"{file} has {found.Length} weights whose names end with {tail}, not one.");
            if (entry.Dtype != "float32" || !entry.Shape.AsSpan().SequenceEqual(shape))
                throw new BackboneException($"{file}: {entry.Name} is {entry.Dtype} [{string.Join(", ", entry.Shape)}], not float32 [{string.Join(", ", shape)}].");
            using var flat = buffer.narrow(0, entry.Start, entry.Count);
            return flat.view(shape);
        }
    }

    /// <summary>Releases the buffer with every view.</summary>
    public void Dispose() => buffer.Dispose();
}
