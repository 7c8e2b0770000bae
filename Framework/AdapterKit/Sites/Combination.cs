namespace AdapterKit;

/// <summary>How the changes of several parts of a setup to the same hidden states become one.</summary>
internal abstract class Combination
{
    /// <summary>What a part sees of a tensor.</summary>
    /// <param name="whole"><c>[batch, tokens, …]</c></param>
    /// <param name="part">The number of the part.</param>
    /// <returns>A view.</returns>
    public abstract Tensor Select(Tensor whole, int part);

    /// <summary>Combines what the parts made of what they saw.</summary>
    /// <returns>A new tensor of the shape of the whole.</returns>
    public abstract Tensor Join(IReadOnlyList<Tensor> results);
}
