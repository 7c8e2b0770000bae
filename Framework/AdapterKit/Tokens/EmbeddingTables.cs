namespace AdapterKit;

/// <summary>The tables whose rows a backbone adds up to embed a token.</summary>
/// <param name="Words">A row for each token id; borrowed.</param>
/// <param name="Positions">A row for each position; borrowed. <see langword="null"/> in models that do not add positions.</param>
/// <param name="FirstPosition">The row of a text's first token among the positions.</param>
public sealed record EmbeddingTables(Embedding Words, Embedding? Positions = null, int FirstPosition = 0)
{
    /// <summary>
    /// The norm of the sum, a <c>LayerNorm</c> or a module that implements <see cref="INorm"/>; borrowed. <see langword="null"/> if the
    /// first layer reads the sum as it is.
    /// </summary>
    public nn.Module<Tensor, Tensor>? Norm { get; init; }

    /// <summary>Whether the backbone has a table.</summary>
    public bool Has(EmbeddingTable table) => table == EmbeddingTable.Words || Positions is not null;

    /// <summary>Returns a table.</summary>
    /// <exception cref="ArgumentException">The backbone does not add positions.</exception>
    public Embedding Find(EmbeddingTable table) => table == EmbeddingTable.Words
        ? Words
        : Positions ?? throw new ArgumentException("The backbone has no table of positions.", nameof(table));

    /// <summary>Returns the number of rows of a table.</summary>
    /// <exception cref="ArgumentException">The backbone does not add positions.</exception>
    public long CountRows(EmbeddingTable table)
    {
        using var weight = Find(table).weight!;
        return weight.size(0);
    }

    /// <summary>Returns the rows of a table that a batch reads.</summary>
    /// <param name="table">The table.</param>
    /// <param name="batch">The tokens, with their positions.</param>
    /// <returns>Numbers of rows, <c>[batch, tokens]</c>, owned by the caller.</returns>
    internal Tensor FindRows(EmbeddingTable table, TokenBatch batch) => table == EmbeddingTable.Words
        ? batch.Ids.alias()
        : batch.Positions! + FirstPosition;
}
