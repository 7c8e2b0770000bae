namespace AdapterKit;

/// <summary>An attention that a pass computes.</summary>
/// <param name="Attention">Its number: <see cref="IAttention.AttentionNumber"/>.</param>
/// <param name="Queries"><c>[batch, heads, tokens, width of a head]</c></param>
/// <param name="Keys"><c>[batch, key heads, keys, width of a head]</c></param>
/// <param name="Values">Of the shape of the keys.</param>
/// <param name="Options">What distinguishes the attention.</param>
/// <param name="Dropout">The probability with which an attention weight is set to zero.</param>
/// <param name="Input">What the attention read, <c>[batch, tokens, width]</c>, for adapters with a gate.</param>
internal readonly record struct AttentionRequest(
    int Attention, Tensor Queries, Tensor Keys, Tensor Values, AttentionOptions Options, double Dropout, Tensor? Input)
{
    /// <summary>Whether the keys are those of the source.</summary>
    public bool IsToSource { get; init; }
}
