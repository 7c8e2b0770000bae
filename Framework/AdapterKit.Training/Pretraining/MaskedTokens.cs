namespace AdapterKit.Training;

/// <summary>A batch with tokens to guess.</summary>
/// <param name="Batch">The tokens, some of them disguised.</param>
/// <param name="Positions">Where those are, int64, counted row by row over the padded batch.</param>
/// <param name="Targets">What they were, int64.</param>
internal sealed record MaskedTokens(TokenBatch Batch, Tensor Positions, Tensor Targets) : IDisposable
{
    public void Dispose()
    {
        Batch.Dispose();
        Positions.Dispose();
        Targets.Dispose();
    }
}
