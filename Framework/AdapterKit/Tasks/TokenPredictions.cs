namespace AdapterKit;

/// <summary>What a language model predicts of tokens that are known.</summary>
internal static class TokenPredictions
{
    /// <summary>The target of a place whose token is not to be predicted.</summary>
    public const long NoTarget = -100;

    /// <summary>Computes the mean cross-entropy of the tokens that are to be predicted.</summary>
    /// <param name="model">The language model.</param>
    /// <param name="features">Hidden states <c>[batch, tokens, width]</c>.</param>
    /// <param name="targets">
    /// The token to predict from each hidden state, or <see cref="NoTarget"/>, <c>[batch, tokens]</c>; with fewer tokens if a batch of
    /// several tasks is padded further than the texts of this one.
    /// </param>
    /// <returns>A scalar in the dispose scope of the caller; 0 where nothing is to be predicted.</returns>
    public static Tensor ComputeError(ILanguageModel model, Tensor features, Tensor targets)
    {
        var hidden = features.narrow(1, 0, targets.size(1));
        var isPredicted = targets.ne(NoTarget);
        return isPredicted.any().item<bool>()
            ? nn.functional.cross_entropy(model.ComputeTokenLogits(hidden[isPredicted]), targets[isPredicted])
            : hidden.sum() * 0;
    }

    /// <summary>Computes the logarithms of the probabilities of tokens.</summary>
    /// <param name="logits">Logits <c>[tokens, vocabulary]</c>.</param>
    /// <param name="ids">The tokens <c>[tokens]</c>.</param>
    /// <returns><c>[tokens, 1]</c> in the dispose scope of the caller.</returns>
    public static Tensor ComputeLogProbabilities(Tensor logits, Tensor ids) =>
        logits.gather(1, ids.unsqueeze(1)) - logits.logsumexp(1, keepdim: true);
}
