namespace AdapterKit;

/// <summary>The computation of a plan at one product of a sub-layer.</summary>
internal abstract class ProjectionProgram : IDisposable
{
    /// <summary>Computes the product with the changes that adapters make to it.</summary>
    /// <param name="linear">The backbone's weights.</param>
    /// <param name="x">The input <c>[batch, tokens, inputs]</c>; not modified.</param>
    /// <param name="tokens">True at real tokens, <c>[batch, tokens]</c>; <see langword="null"/> if every token is real.</param>
    /// <returns>A new tensor <c>[batch, tokens, outputs]</c>.</returns>
    public abstract Tensor Project(Linear linear, Tensor x, Tensor? tokens);

    /// <summary>Releases the tensors that the program owns. The weights of backbone and tasks are not among them.</summary>
    public abstract void Dispose();
}
