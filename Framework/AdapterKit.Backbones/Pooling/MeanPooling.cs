namespace AdapterKit.Backbones;

/// <summary>Pools each text into the mean hidden state of its real tokens.</summary>
internal static class MeanPooling
{
    /// <summary>Computes the mean over the tokens that are not padding.</summary>
    /// <param name="hidden">Hidden states <c>[batch, tokens, width]</c>.</param>
    /// <param name="batch">The tokens.</param>
    /// <returns>A new tensor <c>[batch, width]</c>, owned by the caller; zero for a text without tokens.</returns>
    public static Tensor Pool(Tensor hidden, TokenBatch batch)
    {
        using var scope = NewDisposeScope();
        var mask = batch.Mask.to_type(hidden.dtype);
        var weights = mask / mask.sum(1, keepdim: true).clamp_min_(1);
        return weights.unsqueeze(1).matmul(hidden).squeeze(1).MoveToOuterDisposeScope();
    }
}
