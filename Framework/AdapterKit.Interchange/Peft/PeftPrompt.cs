namespace AdapterKit.Interchange;

/// <summary>Prompts and prefixes as PEFT writes them: one matrix <c>prompt_embeddings</c>, with a row for each virtual token.</summary>
/// <remarks>
/// A row of a prompt is a vector among the word embeddings. A row of a prefix has the key and the value of every layer in turn, and the
/// text behind it begins at the position after the last row.
/// </remarks>
/// <param name="config">The configuration.</param>
/// <param name="backbone">The backbone.</param>
internal sealed class PeftPrompt(PeftConfig config, Backbone backbone)
{
    /// <summary>The key of the matrix.</summary>
    public const string Key = "prompt_embeddings";

    /// <summary>What precedes the keys of a head beside a prompt.</summary>
    public const string HeadRoot = "base_model.";

    private IReadOnlyList<MemorySite> Attentions => backbone.Encoder.MemorySites;

    /// <summary>What precedes <c>keys</c> and <c>values</c> of an attention, once the matrix is split.</summary>
    public static string PlaceOf(MemorySite site) => $"{Key}.{site.Attention.AttentionNumber}";

    /// <summary>Says how an encoder-decoder with a prompt or a prefix differs in PEFT.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <param name="isPrefix">Whether it is a prefix.</param>
    /// <returns>A sentence; <see langword="null"/> for any other model, which is the same here.</returns>
    public static string? FindDifference(Backbone backbone, bool isPrefix) =>
        backbone is not IEncoderDecoder ? null
        : isPrefix
            ? $"'{backbone.Id}' is an encoder-decoder. In PEFT, the prefix is in the decoder's attention to its own tokens alone, and "
                + "these tokens begin at the position behind it; here, no prefix moves the tokens of a decoder."
            : $"'{backbone.Id}' is an encoder-decoder. In PEFT, the prompt is before the text that the encoder reads, and moves its "
                + "positions; here, no prompt moves those of an encoder-decoder.";

    /// <summary>The adapters.</summary>
    public IReadOnlyList<AdapterRecipe> ReadRecipes() => config.Method == PeftMethod.Prompt
        ?
        [
            new AdapterRecipe(
                PromptAdapter.Variant,
                new PromptOptions { Length = config.VirtualTokens, AmongWords = true },
                [.. backbone.Encoder.EntrySites.Select(site => new AdapterPlace(site.Layer, site.Name))])
            {
                Units = config.VirtualTokens,
            },
        ]
        :
        [
            new AdapterRecipe(
                PrefixAdapter.Variant,
                new PrefixOptions { Length = config.VirtualTokens, ShiftsPositions = true },
                [.. Attentions.Select(site => new AdapterPlace(site.Layer, site.Name))])
            {
                Units = config.VirtualTokens,
            },
        ];

    /// <summary>Replaces the matrix of a prefix by the keys and values of each attention.</summary>
    /// <exception cref="InterchangeException">
    /// The backbone is an encoder-decoder; or the matrix is of another shape than the configuration and the backbone say.
    /// </exception>
    public void Split(WeightFile weights)
    {
        if (FindDifference(backbone, config.Method == PeftMethod.Prefix) is { } difference)
            throw new InterchangeException($"{config.Path}: {difference}");
        if (config.Method != PeftMethod.Prefix || !weights.Contains(Key))
            return;

        long[] shape = [config.VirtualTokens, Attentions.Sum(site => 2L * site.Attention.KeyWidth)];
        var found = weights.Describe(Key).Shape;
        if (!found.SequenceEqual(shape) || (config.PromptLayers > 0 && config.PromptLayers != Attentions.Count))
        {
            throw new InterchangeException(
                $"{weights.Path}: '{Key}' is [{string.Join(", ", found)}] for {config.PromptLayers} layers, but {config.VirtualTokens} "
                + $"keys and values in each of the {Attentions.Count} layers of '{backbone.Id}' are [{string.Join(", ", shape)}].");
        }

        using var scope = NewDisposeScope();
        var all = weights.Read(Key);
        weights.Ignore(key => key == Key);
        var first = 0L;
        foreach (var site in Attentions)
        {
            var width = site.Attention.KeyWidth;
            weights.Add($"{PlaceOf(site)}.keys", all.narrow(1, first, width).clone());
            weights.Add($"{PlaceOf(site)}.values", all.narrow(1, first + width, width).clone());
            first += 2 * width;
        }
    }
}
