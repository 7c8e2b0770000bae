namespace AdapterKit.Backbones;

/// <summary>Token embeddings with a sinusoidal timing signal (Vaswani et al. 2017, §3.5): first the sines, then the cosines.</summary>
internal sealed class UseLiteEmbedding : ComponentModule<TokenBatch, Tensor>
{
    private const int Vocabulary = 8002;
    private const int Width = 256;
    private Parameter table;
    private Tensor timing;

    /// <param name="weights">The weights of the whole model.</param>
    /// <param name="positions">The most tokens of a text.</param>
    public UseLiteEmbedding(TensorFlowJsWeights weights, int positions)
        : base(nameof(UseLiteEmbedding))
    {
        using var scope = NewDisposeScope();
        table = Components.Keep(new Parameter(weights["Embeddings_en", Vocabulary, Width].clone()));
        var angles = arange(positions, dtype: float32).unsqueeze(1) * weights["TimingSignal/ExpandDims_1", 1, Width / 2];
        timing = cat([angles.sin(), angles.cos()], dim: 1).DetachFromDisposeScope();
        register_parameter(nameof(table), table);
        register_buffer(nameof(timing), timing);
    }

    public Tensor Table => table;

    /// <summary>Computes the input of the first layer.</summary>
    /// <param name="batch">The tokens.</param>
    /// <returns>A new tensor <c>[batch, tokens, 256]</c>, owned by the caller; zero at padding.</returns>
    /// <exception cref="ArgumentException">A text has more tokens than the model supports.</exception>
    public override Tensor forward(TokenBatch batch)
    {
        using var scope = NewDisposeScope();
        var (rows, tokens) = (batch.Ids.size(0), batch.Ids.size(1));
        if (tokens > timing.size(0))
        {
            throw new ArgumentException(
                $"A text has {tokens} tokens, but the model supports at most {timing.size(0)}. "
                + "Truncate longer texts when you tokenize them.",
                nameof(batch));
        }

        var embedded = table.index_select(0, batch.Ids.flatten()).view(rows, tokens, Width);

        // The embedding is added twice, as in the published graph: by the lookup and by the node that adds the timing signal.
        var input = (embedded + timing[..(int)tokens]).add_(embedded);
        if (batch.IsPadded)
            input.mul_(batch.Mask.unsqueeze(-1));

        return input.MoveToOuterDisposeScope();
    }

    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        if (ReplaceParameter(dtype, device, table, out var movedTable))
        {
            table.Dispose();
            ConditionallyRegisterParameter(nameof(table), table = movedTable!);
        }

        if (ReplaceBuffer(dtype, device, timing, out var movedTiming))
            ConditionallyRegisterBuffer(nameof(timing), timing = movedTiming!);
    }
}
