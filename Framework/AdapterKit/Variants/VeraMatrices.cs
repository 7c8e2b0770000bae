namespace AdapterKit;

/// <summary>
/// The random matrices of a <see cref="VeraAdapter"/>, which are not trained. Each product uses as much of them as it is wide.
/// </summary>
/// <param name="shape">The products.</param>
/// <param name="options">The rank.</param>
[SharedModule]
public sealed partial class VeraMatrices(SharedShape shape, VeraOptions options) : SharedModule
{
    [KaimingUniform]
    private Parameter a = new(empty(options.Rank, shape.Places.Max(place => place.InputWidth)), requires_grad: false);

    [KaimingUniform]
    private Parameter b = new(empty(shape.Places.Max(place => place.OutputWidth), options.Rank), requires_grad: false);

    /// <summary>Returns <c>A</c> for a product, <c>[rank, inputs]</c>, a view owned by the caller.</summary>
    internal Tensor GetA(long inputs) => a.narrow(1, 0, inputs);

    /// <summary>Returns <c>B</c> for a product, <c>[outputs, rank]</c>, a view owned by the caller.</summary>
    internal Tensor GetB(long outputs) => b.narrow(0, 0, outputs);
}
