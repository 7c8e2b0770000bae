namespace AdapterKit.Backbones;

/// <summary>
/// A checkpoint in a file of torch.save, such as <c>pytorch_model.bin</c>, in today's form and in the one before torch 1.6. No code
/// of the file is executed: a file that needs more than the tensors of a state dict is refused.
/// </summary>
/// <remarks>Opening it reads the keys and shapes; tensors are read on demand. Reading is safe from many threads at once.</remarks>
public sealed class TorchCheckpoint : CheckpointSource
{
    private readonly BinaryFile file;
    private readonly IReadOnlyDictionary<string, TorchTensor> tensors;

    private TorchCheckpoint(BinaryFile file, IReadOnlyDictionary<string, TorchTensor> tensors)
    {
        (this.file, this.tensors) = (file, tensors);
        Keys = [.. tensors.Keys.Order(StringComparer.Ordinal)];
    }

    /// <inheritdoc />
    public override string Name => file.Path;

    /// <inheritdoc />
    public override IReadOnlyCollection<string> Keys { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CheckpointException">
    /// The file is malformed or truncated, contains something other than tensors, or uses an opcode or a global that a state dict
    /// does not need; the message names it.
    /// </exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static TorchCheckpoint Open(string path)
    {
        var file = BinaryFile.Open(path);
        try
        {
            return new TorchCheckpoint(file, TorchStateDict.Read(file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public override bool Contains(string key) => tensors.ContainsKey(key);

    /// <inheritdoc />
    /// <exception cref="CheckpointException">The file does not contain the tensor.</exception>
    public override (ScalarType Dtype, IReadOnlyList<long> Shape) Describe(string key)
    {
        var tensor = Find(key);
        return (tensor.Dtype, tensor.Shape);
    }

    /// <inheritdoc />
    /// <exception cref="CheckpointException">
    /// The file does not contain the tensor, it is over 2 GiB, or it has a boolean that is neither 0 nor 1.
    /// </exception>
    public override Tensor Read(string key) => Find(key).Read(file, key);

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            file.Dispose();

        base.Dispose(disposing);
    }

    private TorchTensor Find(string key) =>
        tensors.TryGetValue(key, out var tensor) ? tensor : throw file.Error($"it does not contain {PickleText.Quote(key)}.");
}
