namespace AdapterKit;

/// <summary>Writes models as checkpoints under the keys that their weights declare.</summary>
public static class CheckpointWriter
{
    /// <summary>Writes a safetensors file, which appears complete or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">The model.</param>
    /// <param name="prefix">What precedes the keys, apart from those that stand beside the prefix.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IMappedWeights model, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(prefix);
        using var scope = NewDisposeScope();
        var slots = WeightMap.GetSlots(model);
        SafetensorsFile.Write(path, slots.Select(slot => (slot.IsUnprefixed ? slot.Key : prefix + slot.Key, slot.Read())));
    }
}
