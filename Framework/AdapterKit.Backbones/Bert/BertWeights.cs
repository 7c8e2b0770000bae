namespace AdapterKit.Backbones;

/// <summary>Copies a Hugging Face checkpoint into a <see cref="BertModel"/>, whose queries, keys and values are one matrix.</summary>
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
        using var frozen = no_grad();
        foreach (var (name, parameter) in model.named_parameters())
        {
            if (name.Contains(".attention.projection.", StringComparison.Ordinal))
                CopyProjection(file, name, parameter);
            else
                file.CopyInto(SourceOf(name), parameter);
        }
    }

    private static void CopyProjection(SafetensorsFile file, string name, Parameter projection)
    {
        var width = projection.size(0) / 3;
        foreach (var (index, part) in Projections.Index())
        {
            using var rows = projection.narrow(0, index * width, width);
            file.CopyInto(SourceOf(name.Replace("attention.projection", $"attention.self.{part}", StringComparison.Ordinal)), rows);
        }
    }

    /// <summary><c>encoder.3.attentionNorm.weight</c> → <c>bert.encoder.layer.3.attention.output.LayerNorm.weight</c>.</summary>
    private static string SourceOf(string name)
    {
        foreach (var (ours, theirs) in Names)
        {
            if (name.Contains(ours, StringComparison.Ordinal))
                return "bert." + name.Replace("encoder.", "encoder.layer.", StringComparison.Ordinal).Replace(ours, theirs, StringComparison.Ordinal);
        }

        return "bert." + name.Replace("encoder.", "encoder.layer.", StringComparison.Ordinal);
    }
}
