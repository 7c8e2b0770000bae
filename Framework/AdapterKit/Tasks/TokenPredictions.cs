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

    /// <summary>Scores each token of texts, given those before it.</summary>
    /// <param name="features">Hidden states <c>[batch, tokens, width]</c>.</param>
    /// <param name="ids">The tokens <c>[batch, tokens]</c>.</param>
    /// <param name="predictsFirst">
    /// Whether a token is predicted where it stands, the first one included, as by a decoder that reads its target one token behind; else
    /// it is predicted from the token before, and the scores of the first one are 0.
    /// </param>
    /// <param name="scores">The number of scores of a token.</param>
    /// <param name="compute">
    /// Computes <c>[tokens, scores]</c> from the hidden states <c>[tokens, width]</c> that predict tokens and from these tokens.
    /// </param>
    /// <returns><c>[batch, tokens, scores]</c>, owned by the caller.</returns>
    public static Tensor Score(Tensor features, Tensor ids, bool predictsFirst, int scores, Func<Tensor, Tensor, Tensor> compute)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(ids);
        using var scope = NewDisposeScope();

        // Text by text: the logits of a whole batch would be as large as the vocabulary times all of its tokens.
        var texts = Enumerable.Range(0, (int)ids.size(0)).Select(text => ScoreText(features[text], ids[text])).ToList();
        return stack(texts).MoveToOuterDisposeScope();

        Tensor ScoreText(Tensor hidden, Tensor tokens)
        {
            using var text = NewDisposeScope();
            if (predictsFirst)
                return compute(hidden, tokens).MoveToOuterDisposeScope();

            var (first, rest) = (zeros(1, scores, hidden.dtype, hidden.device), tokens.size(0) - 1);
            return rest < 1
                ? first.MoveToOuterDisposeScope()
                : cat([first, compute(hidden.narrow(0, 0, rest), tokens.narrow(0, 1, rest))]).MoveToOuterDisposeScope();
        }
    }

    /// <summary>Computes the logarithms of the probabilities of tokens.</summary>
    /// <param name="logits">Logits <c>[tokens, vocabulary]</c>.</param>
    /// <param name="ids">The tokens <c>[tokens]</c>.</param>
    /// <returns><c>[tokens, 1]</c> in the dispose scope of the caller.</returns>
    public static Tensor ComputeLogProbabilities(Tensor logits, Tensor ids) =>
        logits.gather(1, ids.unsqueeze(1)) - logits.logsumexp(1, keepdim: true);
}
