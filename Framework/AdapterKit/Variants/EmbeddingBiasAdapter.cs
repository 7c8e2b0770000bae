namespace AdapterKit;

/// <summary>
/// Bias tuning (BitFit, Ben Zaken et al. 2022, §3) of the norm of the embeddings: <c>LN(e)</c> with a trained copy of its bias.
/// </summary>
/// <remarks>
/// A fresh one changes nothing, since the copy starts from the backbone's bias, or from zero where the embeddings have no norm with a bias.
/// Together with <see cref="BitFitAdapter"/> and <see cref="NormBiasAdapter"/> it trains all biases of a BERT.
/// </remarks>
/// <param name="shape">The width of the embeddings, with the bias of their norm.</param>
[AdapterVariant("embedding-bias")]
public sealed partial class EmbeddingBiasAdapter(AdapterShape shape) : EntryAdapter
{
    [PeftName("bias")]
    private Parameter bias = BiasCopy.Create(shape);

    private readonly Func<Tensor>? readBias = shape.Bias;

    /// <inheritdoc />
    public override Tensor Enter(Tensor h)
    {
        ArgumentNullException.ThrowIfNull(h);
        using var change = BiasCopy.ComputeChange(bias, readBias);
        return h + change;
    }
}
