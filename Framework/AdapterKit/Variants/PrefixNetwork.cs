using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>
/// The network that computes the prefixes of all layers (Li and Liang 2021, §4.3): <c>W₂ tanh(W₁ E + b₁) + b₂</c>, with rows of <c>W₂</c>
/// for the keys and for the values of each layer.
/// </summary>
/// <param name="shape">The attentions.</param>
/// <param name="options">The length of the prefix, and the number of units.</param>
[SharedModule]
public sealed partial class PrefixNetwork(SharedShape shape, ComputedPrefixOptions options) : SharedModule
{
    [Normal(1), HubName("wte.weight")]
    private Parameter embedding = new(empty(options.Length, GetWidth(shape)));

    [HubName("control_trans.0")]
    private readonly Linear reduce = Linear(GetWidth(shape), options.Units);

    [HubName("control_trans.2")]
    private readonly Linear expand = Linear(options.Units, 2L * shape.Places.Count * GetWidth(shape));

    /// <summary>Computes the keys of the attention <c>n</c> with the number <c>2n</c>, and its values with the number after that.</summary>
    /// <param name="number">The number.</param>
    /// <returns><c>[length, width]</c>, a new tensor owned by the caller.</returns>
    public Tensor Compute(int number)
    {
        using var scope = NewDisposeScope();
        var width = embedding.size(1);
        var units = reduce.call(embedding).tanh();
        return functional.linear(
            units,
            expand.weight.narrow(0, number * width, width),
            expand.bias!.narrow(0, number * width, width)).MoveToOuterDisposeScope();
    }

    // One embedding has one width.
    private static int GetWidth(SharedShape shape) => shape.Places.Select(place => place.Width).Distinct().ToList() is [var width]
        ? width
        : throw new ArgumentException("One network cannot compute prefixes for attentions of different widths.");
}
