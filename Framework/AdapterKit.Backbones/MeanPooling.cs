namespace AdapterKit.Backbones;

/// <summary>The mean hidden state of a text's real tokens.</summary>
internal static class MeanPooling
{
    /// <param name="hidden"><c>[batch, tokens, width]</c></param>
    /// <param name="batch">The tokens.</param>
    /// <returns><c>[batch, width]</c>; zero for a text without tokens.</returns>
    public static Tensor Of(Tensor hidden, TokenBatch batch)
    {
        using var scope = NewDisposeScope();
        var mask = batch.Mask.to_type(hidden.dtype);
        var share = mask / mask.sum(1, keepdim: true).clamp_min_(1);
        return share.unsqueeze(1).matmul(hidden).squeeze(1).MoveToOuterDisposeScope();
    }
}
