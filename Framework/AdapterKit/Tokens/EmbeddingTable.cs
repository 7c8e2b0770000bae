namespace AdapterKit;

/// <summary>A table of embeddings that an adapter may change.</summary>
public enum EmbeddingTable
{
    /// <summary>A row for each token id.</summary>
    Words,

    /// <summary>A row for each position.</summary>
    Positions,
}
