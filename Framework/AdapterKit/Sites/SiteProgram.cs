namespace AdapterKit;

/// <summary>The computation of a plan at one site.</summary>
internal abstract class SiteProgram : IDisposable
{
    /// <summary>Applies the norm in front of a pre-norm sub-layer.</summary>
    /// <param name="h">The sub-layer's input <c>[batch, tokens, width]</c>.</param>
    /// <returns>A new tensor of the same shape.</returns>
    public abstract Tensor Before(Tensor h);

    /// <summary>Adds the residual, applies the norm that follows, and runs the adapters.</summary>
    /// <param name="sublayer">The sub-layer's output <c>[batch, tokens, width]</c>; not modified.</param>
    /// <param name="residual">The residual, of the same shape; not modified.</param>
    /// <param name="tokens">True at real tokens, <c>[batch, tokens]</c>; <see langword="null"/> if every token is real.</param>
    /// <returns>A new tensor of the same shape.</returns>
    public abstract Tensor After(Tensor sublayer, Tensor residual, Tensor? tokens);

    /// <summary>Releases the tensors that the program owns. The weights of backbone and tasks are not among them.</summary>
    public abstract void Dispose();
}
