namespace AdapterKit.Backbones;

/// <summary>
/// The weights of a <see cref="BertModel"/> under their keys in a Hugging Face checkpoint, which keeps queries, keys and values separate.
/// </summary>
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
        foreach (var (key, weight) in Enumerate(model))
            file.CopyInto(key, weight);
    }

    /// <summary>
    /// Enumerates every weight, or each part of a weight that has a key of its own. The parts are views in the caller's dispose scope.
    /// </summary>
    public static IEnumerable<(string Key, Tensor Weight)> Enumerate(BertModel model)
    {
        foreach (var (name, parameter) in model.named_parameters())
        {
            if (!name.Contains(".attention.projection.", StringComparison.Ordinal))
            {
                yield return (GetKey(name), parameter);
                continue;
            }

            var width = parameter.size(0) / Projections.Length;
            foreach (var (index, part) in Projections.Index())
            {
                var key = GetKey(name.Replace("attention.projection", $"attention.self.{part}", StringComparison.Ordinal));
                yield return (key, parameter.narrow(0, index * width, width));
            }
        }
    }

    /// <summary><c>encoder.3.attentionNorm.weight</c> → <c>bert.encoder.layer.3.attention.output.LayerNorm.weight</c>.</summary>
    private static string GetKey(string name)
    {
        var key = "bert." + name.Replace("encoder.", "encoder.layer.", StringComparison.Ordinal);
        foreach (var (ours, theirs) in Names)
        {
            if (name.Contains(ours, StringComparison.Ordinal))
                return key.Replace(ours, theirs, StringComparison.Ordinal);
        }

        return key;
    }
}
