namespace AdapterKit;

/// <summary>The norm that a plan uses at a site.</summary>
internal interface ISiteNorm : IDisposable
{
    /// <summary>The norm of hidden states <c>[batch, tokens, width]</c>, as a new tensor.</summary>
    Tensor Apply(Tensor x);
}
