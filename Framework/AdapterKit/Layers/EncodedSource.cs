namespace AdapterKit;

/// <summary>What the decoder of an encoder-decoder attends to: the hidden states of its encoder.</summary>
/// <remarks>They belong to the plan that they were computed with, whose rows may stand in another order than those of the batch.</remarks>
public sealed class EncodedSource : IDisposable
{
    internal EncodedSource(Tensor hidden, Tensor? mask, object user) =>
        (Hidden, Mask, User) = (hidden.DetachFromDisposeScope(), mask?.alias().DetachFromDisposeScope(), user);

    /// <summary>
    /// Hidden states <c>[rows, tokens, width]</c>, prompts included: a row for each text, or for each text and task once tasks differ.
    /// </summary>
    public Tensor Hidden { get; }

    /// <summary>True at real tokens, <c>[rows, tokens]</c>; <see langword="null"/> if every token is real.</summary>
    public Tensor? Mask { get; }

    /// <summary>What computed them.</summary>
    internal object User { get; }

    /// <summary>Releases the hidden states.</summary>
    public void Dispose()
    {
        Hidden.Dispose();
        Mask?.Dispose();
    }
}
