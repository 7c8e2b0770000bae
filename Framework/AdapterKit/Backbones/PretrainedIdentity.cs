namespace AdapterKit;

/// <summary>What a pretrained model is besides its geometry and its weights.</summary>
/// <param name="Id">The name that tasks are declared for.</param>
/// <param name="Hash"><c>sha256:…</c> of the pretrained weights.</param>
/// <param name="Tokenizer">The tokenizer that the weights were trained with; not needed for batches of token ids.</param>
/// <param name="Pooling">How the hidden states of a text are pooled into one vector.</param>
public sealed record PretrainedIdentity(string Id, string Hash, ITokenizer? Tokenizer = null, Pooling Pooling = Pooling.FirstToken)
{
    /// <summary>Reads the images that the weights were trained with; <see langword="null"/> for a model of texts.</summary>
    public IImageProcessor? Processor { get; init; }
}
