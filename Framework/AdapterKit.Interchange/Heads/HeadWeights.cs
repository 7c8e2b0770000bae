namespace AdapterKit.Interchange;

/// <summary>The weights of an imported head: those of the folder, and those of the backbone's checkpoint.</summary>
internal static class HeadWeights
{
    /// <summary>Returns the weights that the file of the head must have.</summary>
    public static IEnumerable<KeyedWeight> Map(TaskHead head, HeadSource source) =>
        from pair in source.Layers.Zip(head.Hidden.Append(head.Output))
        where !pair.First.IsInBackbone
        from weight in pair.First.GetWeights(pair.Second)
        select new KeyedWeight($"{pair.First.Key}.{weight.Name}", weight.Parameter);

    /// <summary>Copies the layers that belong to the backbone's checkpoint.</summary>
    /// <param name="folder">The folder, for messages.</param>
    /// <param name="head">The head.</param>
    /// <param name="source">Where its layers are.</param>
    /// <param name="checkpoint">The checkpoint; borrowed.</param>
    /// <param name="prefix">What may precede the keys of the model.</param>
    /// <exception cref="InterchangeException">There is no checkpoint, or it lacks a layer.</exception>
    public static void CopyFromBackbone(
        string folder, TaskHead head, HeadSource source, CheckpointSource? checkpoint, string prefix)
    {
        foreach (var (layer, linear) in source.Layers.Zip(head.Hidden.Append(head.Output)))
        {
            if (!layer.HasBias)
                nn.init.zeros_(linear.bias!);
            if (!layer.IsInBackbone)
                continue;

            if (checkpoint is null)
            {
                throw new InterchangeException(
                    $"{folder}: the head needs '{layer.Key}' of the backbone's own checkpoint. Import with that checkpoint, or without "
                    + "the head.");
            }

            foreach (var (name, parameter) in layer.GetWeights(linear))
                Copy(checkpoint, $"{layer.Key}.{name}", prefix, parameter);
        }
    }

    private static void Copy(CheckpointSource checkpoint, string key, string prefix, Parameter parameter)
    {
        var bare = key.StartsWith(prefix, StringComparison.Ordinal) ? key[prefix.Length..] : key;
        var found = new[] { prefix + bare, bare }.FirstOrDefault(checkpoint.Contains)
            ?? throw new InterchangeException(
                $"{checkpoint.Name} has no '{key}', which the head needs. Use a checkpoint of the backbone that has it, or import without "
                + "the head.");
        if (!checkpoint.Describe(found).Shape.SequenceEqual(parameter.shape))
            throw new InterchangeException($"{checkpoint.Name}: '{found}' has another shape than the head needs. Use the backbone's own.");

        using var values = checkpoint.Read(found);
        new KeyedWeight(found, parameter).Write(values);
    }
}
