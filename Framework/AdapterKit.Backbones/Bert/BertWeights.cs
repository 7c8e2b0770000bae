namespace AdapterKit.Backbones;

/// <summary>The weights of a <see cref="BertModel"/> under their names in a Hugging Face checkpoint, which has queries, keys and values apart.</summary>
internal static class BertWeights
{
    private static readonly string[] Projections = ["query", "key", "value"];

    private static readonly Dictionary<string, string> Names = new()
    {
        ["embeddings.word.weight"] = "embeddings.word_embeddings.weight",
        ["embeddings.position.weight"] = "embeddings.position_embeddings.weight",
        ["embeddings.segment.weight"] = "embeddings.token_type_embeddings.weight",
        ["embeddings.norm"] = "embeddings.LayerNorm",
        ["attention.output"] = "attention.output.dense",
        ["attentionNorm"] = "attention.output.LayerNorm",
        ["feedForward.expand"] = "intermediate.dense",
        ["feedForward.contract"] = "output.dense",
        ["outputNorm"] = "output.LayerNorm",
    };

    public static void CopyInto(SafetensorsFile file, BertModel model)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        foreach (var (key, weight) in Of(model))
            file.CopyInto(key, weight);
    }

    /// <summary>Every weight, or the part of it that has a name of its own; views made in the caller's dispose scope.</summary>
    public static IEnumerable<(string Key, Tensor Weight)> Of(BertModel model)
    {
        foreach (var (name, parameter) in model.named_parameters())
        {
            if (!name.Contains(".attention.projection.", StringComparison.Ordinal))
            {
                yield return (KeyOf(name), parameter);
                continue;
            }

            var width = parameter.size(0) / Projections.Length;
            foreach (var (index, part) in Projections.Index())
                yield return (KeyOf(name.Replace("attention.projection", $"attention.self.{part}", StringComparison.Ordinal)), parameter.narrow(0, index * width, width));
        }
    }

    /// <summary><c>encoder.3.attentionNorm.weight</c> → <c>bert.encoder.layer.3.attention.output.LayerNorm.weight</c>.</summary>
    private static string KeyOf(string name)
    {
        foreach (var (ours, theirs) in Names)
        {
            if (name.Contains(ours, StringComparison.Ordinal))
                return "bert." + name.Replace("encoder.", "encoder.layer.", StringComparison.Ordinal).Replace(ours, theirs, StringComparison.Ordinal);
        }

        return "bert." + name.Replace("encoder.", "encoder.layer.", StringComparison.Ordinal);
    }
}
