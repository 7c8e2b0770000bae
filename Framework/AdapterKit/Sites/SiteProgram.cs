namespace AdapterKit;

/// <summary>What a plan does at one site.</summary>
internal abstract class SiteProgram : IDisposable
{
    /// <summary>The norm in front of a pre-norm sub-layer.</summary>
    /// <param name="h">The sub-layer's input <c>[batch, tokens, width]</c>.</param>
    /// <returns>A new tensor of the same shape.</returns>
    public abstract Tensor Before(Tensor h);

    /// <summary>Adds the residual, applies the norm that follows, and runs the adapters.</summary>
    /// <param name="sublayer">The sub-layer's output <c>[batch, tokens, width]</c>; left as it is.</param>
    /// <param name="residual">The residual, of the same shape; left as it is.</param>
    /// <returns>A new tensor of the same shape.</returns>
    public abstract Tensor After(Tensor sublayer, Tensor residual);

    /// <summary>The same program for inference alone, with what is frozen folded into fewer products.</summary>
    public abstract SiteProgram Fold();

    /// <summary>Releases the tensors that the program made for itself; weights are others'.</summary>
    public abstract void Dispose();
}
