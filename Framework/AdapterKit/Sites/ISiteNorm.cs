namespace AdapterKit;

/// <summary>The norm that a plan applies at a site.</summary>
internal interface ISiteNorm : IDisposable
{
    /// <summary>Normalizes hidden states <c>[batch, tokens, width]</c> into a new tensor.</summary>
    Tensor Apply(Tensor x);
}
