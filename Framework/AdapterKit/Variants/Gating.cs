namespace AdapterKit;

/// <summary>Whether an adapter has a gate, a number between 0 and 1 for each text (UniPELT, Mao et al. 2022, §3.2).</summary>
public enum Gating
{
    /// <summary>No gate.</summary>
    None,

    /// <summary>The mean over the real tokens of a text. The answer to a text does not depend on the texts beside it.</summary>
    RealTokens,

    /// <summary>
    /// The mean over all positions, padding included, as the AdapterHub library computes it. The answer to a text depends on how far it is
    /// padded, beside longer texts or longer prompts.
    /// </summary>
    AllPositions,
}
