namespace AdapterKit;

/// <summary>
/// Low-rank adaptation (LoRA, Hu et al. 2022, eq. 3) of a table of the embeddings: row <c>i</c> becomes <c>E_i + s·(B A)ᵀ_i</c>, as in the
/// PEFT library.
/// </summary>
/// <remarks>
/// A fresh one changes nothing, since <c>A</c> starts at zero. The head of a language model that shares the table of words keeps it as it
/// is.
/// </remarks>
/// <param name="shape">The width of the embeddings and their tables.</param>
/// <param name="options">Table, rank and scaling.</param>
[AdapterVariant("lora-embedding")]
public sealed partial class EmbeddingLoraAdapter(AdapterShape shape, EmbeddingLoraOptions options) : EntryAdapter
{
    [Zeros, PeftName("lora_embedding_A")]
    private Parameter a = new(empty(options.Rank, options.CountRows(shape)));

    [Normal(1), PeftName("lora_embedding_B")]
    private Parameter b = new(empty(shape.Width, options.Rank));

    private readonly double scaling = options.GetScaling();

    /// <inheritdoc />
    public override EmbeddingTable? ChangedTable { get; } = options.Table;

    /// <inheritdoc />
    public override Tensor ComputeChange(Tensor rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var scope = NewDisposeScope();
        var columns = a.index_select(1, rows.flatten());
        return columns.t().mm(b.t()).mul_(scaling).view([.. rows.shape, -1]).MoveToOuterDisposeScope();
    }
}
