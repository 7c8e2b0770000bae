using static TorchSharp.torch.nn;

namespace AdapterKit.Backbones;

/// <summary>Token embeddings with a sinusoidal timing signal (Vaswani et al. 2017, §3.5), sines first and cosines after them.</summary>
internal sealed class UseLiteEmbedding : Module<TokenBatch, Tensor>
{
    private const int Vocabulary = 8002;
    private const int Width = 256;
    private Parameter table;
    private Tensor timing;

    /// <param name="weights">The weights of the whole model.</param>
    /// <param name="positions">How many tokens a text may have.</param>
    public UseLiteEmbedding(TensorFlowJsWeights weights, int positions)
        : base(nameof(UseLiteEmbedding))
    {
        using var scope = NewDisposeScope();
        table = Components.Keep(new Parameter(weights["Embeddings_en", Vocabulary, Width].clone()));
        var angles = arange(positions, dtype: float32).unsqueeze(1) * weights["TimingSignal/ExpandDims_1", 1, Width / 2];
        timing = cat([angles.sin(), angles.cos()], dim: 1).DetachFromDisposeScope();
        RegisterComponents();
    }

    public Tensor Table => table;

    /// <summary>Looks tokens up.</summary>
    /// <param name="batch">The tokens.</param>
    /// <returns><c>[batch, tokens, 256]</c>, zero at padding.</returns>
    public override Tensor forward(TokenBatch batch)
    {
        using var scope = NewDisposeScope();
        var (rows, tokens) = (batch.Ids.size(0), batch.Ids.size(1));
        if (tokens > timing.size(0))
            throw new ArgumentException($"A text has {tokens} tokens, and the model reads {timing.size(0)}. Cut longer texts off when they are tokenized.", nameof(batch));

        var embedded = table.index_select(0, batch.Ids.flatten()).view(rows, tokens, Width);

        // Twice, as in the published graph: once by the lookup, once more by the node that adds the timing signal.
        var input = (embedded + timing[..(int)tokens]).add_(embedded);
        if (batch.IsPadded) input.mul_(batch.Mask.unsqueeze(-1));
        return input.MoveToOuterDisposeScope();
    }

    protected override void RegisterComponents()
    {
        if (_internal_params.Count > 0) return;
        register_parameter(nameof(table), table);
        register_buffer(nameof(timing), timing);
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
