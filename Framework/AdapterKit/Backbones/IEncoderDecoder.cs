namespace AdapterKit;

/// <summary>
/// A backbone of two stacks (Vaswani et al. 2017, §3.1): an encoder reads a text, the source, and a decoder that attends to it predicts
/// another text, the target, token by token.
/// </summary>
/// <remarks>
/// <see cref="Backbone.Encoder"/> joins both stacks (<see cref="AdaptedStack.Join"/>), <see cref="Backbone.Embed"/> embeds the source, and
/// <see cref="Backbone.ApplyFinalNorm"/> follows the decoder.
/// </remarks>
public interface IEncoderDecoder : ILanguageModel
{
    /// <summary>The token with which every target begins.</summary>
    int StartId { get; }

    /// <summary>Applies the norm that follows the encoder, in models that have one.</summary>
    /// <param name="hidden">The output of the encoder's last layer, <c>[batch, tokens, width]</c>; not modified.</param>
    /// <returns>What the decoder attends to: a new tensor of the same shape, an alias in models without such a norm.</returns>
    Tensor ApplySourceNorm(Tensor hidden);

    /// <summary>Embeds the tokens of targets.</summary>
    /// <param name="target">The tokens.</param>
    /// <returns>The input of the decoder's first layer, <c>[batch, tokens, width]</c>, owned by the caller.</returns>
    Tensor EmbedTarget(TokenBatch target);
}
