namespace AdapterKit;

/// <summary>A backbone that predicts tokens from its own hidden states.</summary>
public interface ILanguageModel
{
    /// <summary>Computes the logits of the token that follows each token.</summary>
    /// <param name="hidden">Hidden states under any plan, after the final norm, <c>[…, width]</c>; not modified.</param>
    /// <returns><c>[…, vocabulary]</c>, owned by the caller.</returns>
    /// <exception cref="InvalidOperationException">The checkpoint has no head.</exception>
    Tensor ComputeTokenLogits(Tensor hidden);

    /// <summary>The tokens with which the model ends a text; none if it is not known to end any.</summary>
    IReadOnlyList<int> EndIds => [];
}
