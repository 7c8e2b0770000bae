namespace AdapterKit.Backbones;

/// <summary>The elements that one or more tensors of a torch file share.</summary>
/// <param name="Key">The name of the storage in the file.</param>
/// <param name="Type">The type of the elements.</param>
/// <param name="Elements">How many elements there are.</param>
internal sealed record TorchStorage(string Key, TorchStorageType Type, long Elements)
{
    /// <summary>How many bytes the elements take.</summary>
    public long Bytes => Elements * Type.Size;

    /// <summary>Where the elements begin in the file; set when the storage was found there.</summary>
    public long Start { get; set; } = -1;
}
