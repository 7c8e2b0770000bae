namespace AdapterKit.Backbones;

/// <summary>The content of a torch file as a state dict: tensors by their keys.</summary>
internal static class TorchStateDict
{
    private static ReadOnlySpan<byte> ZipStart => "PK"u8;

    /// <exception cref="CheckpointException">The file is malformed, or is not a state dict.</exception>
    public static IReadOnlyDictionary<string, TorchTensor> Read(BinaryFile file)
    {
        var start = file.Read(0, (int)Math.Min(file.Length, ZipStart.Length));
        if (start.AsSpan().SequenceEqual(ZipStart))
            return Check(file, TorchArchive.Read(file));

        return start is [(byte)PickleOpcode.Proto, ..]
            ? Check(file, LegacyTorchFile.Read(file))
            : throw file.Error(
                "it is not a file of torch.save. If it is a small text file, it stands for the weights in a git repository: fetch those.");
    }

    private static Dictionary<string, TorchTensor> Check(BinaryFile file, object? content)
    {
        if (content is not PickleDictionary dictionary)
            throw file.Error($"it contains {PickleText.Describe(content)}, not a state dict. {PickleText.Advice}.");

        var tensors = new Dictionary<string, TorchTensor>(StringComparer.Ordinal);
        foreach (var (key, value) in dictionary.Pairs)
        {
            if (key is not string name)
                throw file.Error($"a key of the state dict is {PickleText.Describe(key)}, not a text.");

            if (value is not TorchTensor tensor)
            {
                throw file.Error(
                    $"{PickleText.Quote(name)} is {PickleText.Describe(value)}, not a tensor: the file has more than a state dict. "
                    + $"{PickleText.Advice}.");
            }

            if (!tensors.TryAdd(name, tensor))
                throw file.Error($"it contains {PickleText.Quote(name)} twice.");
        }

        return tensors;
    }
}
