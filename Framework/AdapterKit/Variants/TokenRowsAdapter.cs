namespace AdapterKit;

/// <summary>
/// Trained embeddings of some tokens, in place of the rows that the backbone has for them: for tokens that a task gives a meaning of its
/// own, as in the PEFT library.
/// </summary>
/// <remarks>
/// A fresh one changes nothing, since it starts from the backbone's rows. The head of a language model that shares the table keeps it as it
/// is.
/// </remarks>
/// <param name="shape">The tables of the embeddings.</param>
/// <param name="options">The tokens.</param>
[AdapterVariant("token-rows")]
public sealed partial class TokenRowsAdapter(AdapterShape shape, TokenRowsOptions options) : EntryAdapter
{
    [PeftName("token_adapter.trainable_tokens_delta")]
    private Parameter vectors = CreateVectors(shape, options);

    private readonly long[] tokens = [.. options.ReadTokens()];

    // The table stays the backbone's: a field of its type would make it a part of the adapter.
    private readonly Func<Tensor, Tensor> readWords = CreateReader(shape);

    /// <inheritdoc />
    public override EmbeddingTable? ChangedTable => EmbeddingTable.Words;

    /// <inheritdoc />
    public override Tensor ComputeChange(Tensor rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var scope = NewDisposeScope();
        var ids = tensor(tokens, device: rows.device);
        var change = vectors - readWords(ids);
        var matches = rows.flatten().unsqueeze(1).eq(ids).to_type(change.dtype);
        return matches.mm(change).view([.. rows.shape, -1]).MoveToOuterDisposeScope();
    }

    private static Parameter CreateVectors(AdapterShape shape, TokenRowsOptions options)
    {
        var tables = shape.Tables
            ?? throw new ArgumentException("The tables of the backbone's embeddings cannot be changed.", nameof(shape));
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var (tokens, count) = (options.ReadTokens(), tables.CountRows(EmbeddingTable.Words));
        if (tokens.Max() >= count)
            throw new ArgumentException($"The backbone has {count} tokens, and none with the id {tokens.Max()}.", nameof(options));

        return Components.Keep(new Parameter(CreateReader(shape)(tensor(tokens.ToArray(), device: tables.Words.weight!.device))));
    }

    private static Func<Tensor, Tensor> CreateReader(AdapterShape shape)
    {
        var words = shape.Tables!.Words;
        return ids =>
        {
            using var table = words.weight!;
            return table.index_select(0, ids);
        };
    }
}
