namespace AdapterKit.Backbones;

/// <summary>Computes the sentence embeddings that a backbone was published with.</summary>
public static class SentenceEmbeddings
{
    /// <summary>Embeds texts.</summary>
    /// <param name="backbone">The backbone; borrowed.</param>
    /// <param name="batch">The tokens; borrowed.</param>
    /// <returns>
    /// Vectors of length 1, <c>[batch, width]</c>, owned by the caller: pooled features, after the projection of the model if it has one.
    /// </returns>
    public static Tensor EmbedSentences(this Backbone backbone, TokenBatch batch)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        using var pooled = backbone.PooledFeatures(batch);
        return backbone is UseLiteModel lite ? lite.EmbedSentence(pooled) : nn.functional.normalize(pooled, p: 2, dim: 1, eps: 1e-12);
    }
}
