namespace AdapterKit.Backbones;

/// <summary>Which layers attend to all tokens, and which within a window, as <c>layer_types</c> in <c>config.json</c> says.</summary>
internal static class LayerWindows
{
    /// <summary>Finds the window of a layer.</summary>
    /// <param name="types">The type of each layer; empty if the file lists none.</param>
    /// <param name="layer">The number of the layer.</param>
    /// <param name="layers">The number of layers.</param>
    /// <param name="window">The window of those that have one; <see langword="null"/> if the file turns windows off.</param>
    /// <param name="isSliding">Whether the layer has the window if no types are listed.</param>
    /// <returns>How many tokens a token attends to; <see langword="null"/> for all.</returns>
    /// <exception cref="ArgumentException">The list does not fit the model, or has a type that is not supported.</exception>
    public static int? Find(IReadOnlyList<string> types, int layer, int layers, int? window, bool isSliding)
    {
        if (types.Count == 0)
            return isSliding ? window : null;
        if (types.Count != layers)
            throw new ArgumentException($"'layer_types' lists {types.Count} layers, but the model has {layers}.");

        return types[layer] switch
        {
            "full_attention" => null,
            "sliding_attention" => window ?? throw new ArgumentException(
                $"'layer_types' says 'sliding_attention' of layer {layer}, but the model has no sliding window."),
            var other => throw new ArgumentException(
                $"'layer_types' says '{other}' of layer {layer}. Supported are full_attention and sliding_attention."),
        };
    }
}
