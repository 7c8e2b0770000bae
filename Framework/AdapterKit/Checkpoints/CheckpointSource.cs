namespace AdapterKit;

/// <summary>The tensors of a published checkpoint, in whatever files they are.</summary>
public abstract class CheckpointSource : IDisposable
{
    /// <summary>The file or directory, for messages.</summary>
    public abstract string Name { get; }

    /// <summary>The keys of the tensors.</summary>
    public abstract IReadOnlyCollection<string> Keys { get; }

    /// <summary>Whether the checkpoint contains a tensor.</summary>
    /// <param name="key">The key.</param>
    public abstract bool Contains(string key);

    /// <summary>Returns the element type and the shape of a tensor.</summary>
    /// <param name="key">The key of a tensor that the checkpoint contains.</param>
    public abstract (ScalarType Dtype, IReadOnlyList<long> Shape) Describe(string key);

    /// <summary>Reads a tensor.</summary>
    /// <param name="key">The key of a tensor that the checkpoint contains.</param>
    /// <returns>A new CPU tensor, owned by the caller.</returns>
    public abstract Tensor Read(string key);

    /// <summary>Closes the files. Tensors that were read stay valid.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="Dispose()" />
    /// <param name="disposing">Whether managed objects are released, too.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
