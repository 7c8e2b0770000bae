namespace AdapterKit;

/// <summary>A pass without adapters: every site adds the residual and applies the backbone's own norm.</summary>
internal sealed class BarePass(
    IReadOnlyList<Site> sites, TokenBatch batch, ScalarType dtype, KeyValueCache? cache = null, EncodedSource? source = null)
    : AdapterPass(batch, dtype, cache, sites, source)
{
    public override Tensor Enter(Tensor h) => h.alias();

    public override Tensor Project(int projection, Linear linear, Tensor x) => Product.Compute(linear, x);

    public override Tensor ProjectAndActivate(int projection, Linear linear, Tensor x, Activation activation) =>
        Product.Compute(linear, x, activation);

    private protected override Tensor ComputeSource(int projection, Linear linear, Tensor hidden) => Product.Compute(linear, hidden);

    private protected override Tensor AttendTo(AttentionRequest request) => AttentionFunction.Compute(request, GetMask(request));

    public override Tensor Before(int site, Tensor h) => sites[site].Point.Norm?.call(h) ?? h.alias();

    public override Tensor After(int site, Tensor sublayer, Tensor residual)
    {
        var point = sites[site].Point;
        using var normed = point.OutputNorm?.call(sublayer);
        var sum = (normed ?? sublayer) + residual;
        if (point is not { Placement: NormPlacement.Post, Norm: { } norm })
            return sum;

        using (sum)
            return norm.call(sum);
    }
}
