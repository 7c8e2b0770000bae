using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>
/// Low-rank representation finetuning (LoReFT, Wu et al. 2024, eq. 2): <c>h + Rᵀ(W h + b − R h)</c> at the first and last tokens of a text,
/// with orthonormal rows of <c>R</c>. With <see cref="AdapterPlacement.AfterNorm"/> it changes the hidden states between layers, as in the
/// paper.
/// </summary>
/// <remarks>
/// The rows of <c>R</c> are those of a trained matrix, made orthonormal. A fresh one replaces the subspace by noise near zero.
/// </remarks>
/// <param name="shape">The shape of the site.</param>
/// <param name="options">The subspace, and the tokens.</param>
[AdapterVariant("loreft")]
public sealed partial class LoreftAdapter(AdapterShape shape, LoreftOptions options) : ResidualAdapter
{
    [Normal(1)]
    private Parameter rotation = new(empty(shape.Width, options.Rank));

    [Normal(0.02)]
    private readonly Linear source = Linear(shape.Width, options.Rank);

    private readonly LoreftOptions places = options;

    /// <inheritdoc />
    public override bool ReadsMask => true;

    /// <inheritdoc />
    public override Tensor Delta(Tensor h) => Delta(h, tokens: null);

    /// <inheritdoc />
    public override Tensor Delta(Tensor h, Tensor? tokens)
    {
        ArgumentNullException.ThrowIfNull(h);
        using var scope = NewDisposeScope();
        var basis = ComputeBasis();
        var change = (source.call(h) - h.matmul(basis)).matmul(basis.t());
        return (change * FindPlaces(h, tokens).to_type(h.dtype).unsqueeze(-1)).MoveToOuterDisposeScope();
    }

    // The decomposition has no form in half precision. Of two directions it takes any, so that a small step could turn one around: the one
    // of Gram and Schmidt depends on the weights continuously.
    private Tensor ComputeBasis()
    {
        var isHalf = rotation.dtype is not (ScalarType.Float32 or ScalarType.Float64);
        var (q, r) = linalg.qr(isHalf ? rotation.to_type(ScalarType.Float32) : rotation);
        var basis = q * r.diagonal().sign();
        return isHalf ? basis.to_type(rotation.dtype) : basis;
    }

    // The number of a real token from the beginning of its text, and from its end.
    private Tensor FindPlaces(Tensor h, Tensor? tokens)
    {
        var real = tokens ?? ones(h.size(0), h.size(1), ScalarType.Bool, h.device);
        var fromStart = real.to_type(ScalarType.Int64).cumsum(1);
        var fromEnd = fromStart.amax([1], keepdim: true) - fromStart;
        return real.logical_and(fromStart.le(places.First).logical_or(fromEnd.lt(places.Last)));
    }
}
