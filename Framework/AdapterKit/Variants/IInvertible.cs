namespace AdapterKit;

/// <summary>
/// An <see cref="EntryAdapter"/> whose change can be undone, as a language model must before it compares with its embeddings.
/// </summary>
public interface IInvertible
{
    /// <summary>Undoes <see cref="EntryAdapter.Enter"/>.</summary>
    /// <param name="h">Hidden states <c>[batch, tokens, width]</c>; not modified.</param>
    /// <returns>A new tensor of the same shape, owned by the caller.</returns>
    Tensor Invert(Tensor h);
}
