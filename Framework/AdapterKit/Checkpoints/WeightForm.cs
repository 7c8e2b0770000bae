namespace AdapterKit;

/// <summary>How a checkpoint contains a weight.</summary>
[Flags]
public enum WeightForm
{
    /// <summary>Always, with the shape that the model has.</summary>
    Plain = 0,

    /// <summary>Matrices are transposed.</summary>
    Transposed = 1,

    /// <summary>A checkpoint may lack the weight.</summary>
    Optional = 2,

    /// <summary>The prefix of the model does not precede the key, as that of a language model's head.</summary>
    Unprefixed = 4,
}
