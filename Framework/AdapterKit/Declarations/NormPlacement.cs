namespace AdapterKit;

/// <summary>Where a layer norm stands relative to its sub-layer <c>F</c>.</summary>
public enum NormPlacement
{
    /// <summary><c>LN(F(x) + x)</c>, as in BERT.</summary>
    Post,

    /// <summary>
    /// <c>F(LN(x)) + x</c>, as in GPT-2. With an <see cref="InsertionPointAttribute.OutputNorm"/>, <c>LN'(F(LN(x))) + x</c>, as in Gemma 2.
    /// </summary>
    Pre,
}
