namespace AdapterKit;

/// <summary>A pass without adapters: every site adds the residual and applies the backbone's own norm.</summary>
internal sealed class BarePass(IReadOnlyList<Site> sites, TokenBatch batch, ScalarType dtype) : AdapterPass(batch, dtype)
{
    public override Tensor Enter(Tensor h) => h.alias();

    public override Tensor Project(int projection, Linear linear, Tensor x) => linear.call(x);

    public override Tensor Attend(int attention, Tensor queries, Tensor keys, Tensor values, double dropout, Tensor? input) =>
        nn.functional.scaled_dot_product_attention(queries, keys, values, AttentionMask, dropout);

    public override Tensor Before(int site, Tensor h) => sites[site].Point.Norm?.call(h) ?? h.alias();

    public override Tensor After(int site, Tensor sublayer, Tensor residual)
    {
        var point = sites[site].Point;
        var sum = sublayer + residual;
        if (point is not { Placement: NormPlacement.Post, Norm: { } norm })
            return sum;

        using (sum)
            return norm.call(sum);
    }
}
