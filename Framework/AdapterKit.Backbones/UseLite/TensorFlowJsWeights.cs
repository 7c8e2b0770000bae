namespace AdapterKit.Backbones;

/// <summary>The weights of a TensorFlow.js graph model, read from its shards into one native buffer.</summary>
internal sealed class TensorFlowJsWeights : IDisposable
{
    private readonly string file;
    private readonly Tensor buffer;
    private readonly IReadOnlyList<TensorFlowJsManifest.Entry> entries;

    /// <param name="json">The content of <c>model.json</c>.</param>
    /// <param name="file">Its path; the shards are beside it.</param>
    /// <exception cref="BackboneException">A shard is missing, or the lengths do not match.</exception>
    public TensorFlowJsWeights(ReadOnlyMemory<byte> json, string file)
    {
        var manifest = TensorFlowJsManifest.Parse(json, file);
        this.file = file;
        entries = manifest.Weights;
        using var shards = new ShardFiles(manifest.Shards);
        var expected = entries.Sum(entry => entry.Count) * TensorFlowJsManifest.ElementSize;
        if (shards.Length != expected)
            throw new BackboneException($"The shards beside {file} have {shards.Length} bytes, but it describes {expected}.");

        buffer = torch.empty(expected / TensorFlowJsManifest.ElementSize, dtype: float32).DetachFromDisposeScope();
        shards.ReadInto(buffer.bytes);
    }

    /// <summary>Finds a float32 weight.</summary>
    /// <param name="tail">The end of its name; must be unique.</param>
    /// <param name="shape">The required shape.</param>
    /// <returns>A view into this object, which must outlive it.</returns>
    /// <exception cref="BackboneException">No weight or several have such a name, or the shape or type differs.</exception>
    public Tensor this[string tail, params long[] shape]
    {
        get
        {
            var found = entries.Where(entry => entry.Name.EndsWith("/" + tail, StringComparison.Ordinal)).ToArray();
            if (found is not [var entry])
                throw new BackboneException($"{file} has {found.Length} weights whose names end with {tail}, not one.");

            if (entry.Dtype != "float32" || !entry.Shape.AsSpan().SequenceEqual(shape))
            {
                throw new BackboneException(
                    $"{file}: {entry.Name} is {entry.Dtype} [{string.Join(", ", entry.Shape)}], not float32 [{string.Join(", ", shape)}].");
            }

            using var flat = buffer.narrow(0, entry.Start, entry.Count);
            return flat.view(shape);
        }
    }

    /// <summary>Computes <c>sha256:…</c> of the concatenated shards.</summary>
    public string ComputeHash() => ContentHash.Compute(buffer.bytes);

    /// <summary>Releases the buffer and every view.</summary>
    public void Dispose() => buffer.Dispose();
}
