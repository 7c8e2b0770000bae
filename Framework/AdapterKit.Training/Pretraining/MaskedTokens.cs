namespace AdapterKit.Training;

/// <summary>A batch with masked tokens to predict.</summary>
/// <param name="Batch">The tokens, after masking.</param>
/// <param name="Positions">The positions of the masked tokens, int64, counted row by row over the padded batch.</param>
/// <param name="Targets">The original ids of the masked tokens, int64.</param>
internal sealed record MaskedTokens(TokenBatch Batch, Tensor Positions, Tensor Targets) : IDisposable
{
    public void Dispose()
    {
        Batch.Dispose();
        Positions.Dispose();
        Targets.Dispose();
    }
}
