using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>A fusion of frozen bottlenecks with frozen projections, for inference.</summary>
/// <remarks>
/// With <c>z_n = U_n a_n</c> the score <c>q·W_k z_n</c> is <c>(G_n x)·a_n</c> for <c>G_n = U_nᵀ W_kᵀ W_q</c>, and the value
/// <c>W_v z_n</c> is <c>V_n a_n</c> for <c>V_n = W_v U_n</c>. All <c>D_n</c> and <c>G_n</c> make up one product, all <c>V_n</c>
/// another; no product of width × width remains. The step owns copies of these matrices and needs neither the members nor the head.
/// </remarks>
internal sealed class FoldedFusion : SiteStep
{
    private readonly Action<Tensor>? report;
    private readonly bool replacesHidden;
    private readonly bool queryReadsSublayer;
    private readonly bool hasQueries;
    private readonly Tensor downAndKeys;
    private readonly Tensor downAndKeyBias;
    private readonly Tensor valueUp;
    private readonly Tensor? value;
    private readonly Tensor? valueBias;

    /// <param name="options">The options of the fusion.</param>
    /// <param name="products">The products of the head with these members; copied.</param>
    /// <param name="value"><c>W_v</c>, for the sub-layer's output that passes through it; copied.</param>
    /// <param name="merged">The members; copied.</param>
    /// <param name="placement">The placement of the members.</param>
    /// <param name="report">Receives the attention weights; <see langword="null"/> if nobody needs them.</param>
    public FoldedFusion(
        FusionOptions options,
        FusionProducts products,
        Linear? value,
        MergedBottlenecks merged,
        AdapterPlacement placement,
        Action<Tensor>? report)
    {
        this.report = report;
        (Placement, Activation, Members, Units) = (placement, merged.Activation, merged.Bottlenecks, merged.Units);
        replacesHidden = options.ReplacesHidden;
        queryReadsSublayer = options.QueryReadsSublayer(placement);
        hasQueries = products.Keys is not null;

        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        var (down, bias) = (merged.Down.view(Width, -1), merged.DownBias.view(-1));
        downAndKeys = (hasQueries ? cat([down, products.Keys!]) : down.clone()).DetachFromDisposeScope();
        downAndKeyBias = (hasQueries ? cat([bias, products.KeyBias!]) : bias.clone()).DetachFromDisposeScope();
        valueUp = products.Values.t().contiguous().DetachFromDisposeScope();
        if (replacesHidden)
            (this.value, valueBias) = (value?.weight.clone().DetachFromDisposeScope(), value?.bias?.clone().DetachFromDisposeScope());
    }

    public override bool FollowsNorm => Placement == AdapterPlacement.AfterNorm;

    public AdapterPlacement Placement { get; }

    public Activation Activation { get; }

    /// <summary>The members that were folded, as identities: their weights have been copied.</summary>
    public IReadOnlyList<IBottleneck> Members { get; }

    /// <summary>The units of each member, including the one that carries its bias.</summary>
    public int Units { get; }

    private int Width => Members.Count * Units;

    public override Tensor Apply(SiteInput site)
    {
        var start = replacesHidden ? site.H.alias() : site.H.clone();
        using var scope = NewDisposeScope();
        return AddValues(WeighUnits(site), start, site.H, residual: null);
    }

    public override Tensor ApplyInPlace(Tensor sum, SiteInput site)
    {
        using var scope = NewDisposeScope();
        return AddValues(WeighUnits(site), sum, site.H, site.Residual);
    }

    /// <summary>Like <see cref="ApplyInPlace(Tensor, SiteInput)"/>, for units that are already computed.</summary>
    /// <param name="sum">The tensor of <see cref="SiteInput.Sum"/>; owned by the step from here on.</param>
    /// <param name="site">The tensors at the site.</param>
    /// <param name="units">
    /// <c>a_n = f(D_n x + b_n)</c>, <c>[tokens of all texts, members, units]</c>; owned by the step from here on.
    /// </param>
    public Tensor ApplyInPlace(Tensor sum, SiteInput site, Tensor units)
    {
        using var scope = NewDisposeScope();
        var x = site.GetAdapterInput(Placement);
        return AddValues(Weigh(x, units, hasQueries ? ComputeQueries(queryReadsSublayer ? site.H : x) : null), sum, site.H, site.Residual);
    }

    /// <summary><c>D_n</c> and its bias, <c>[units, width]</c> and <c>[units]</c>, as views of the step's copies.</summary>
    /// <param name="member">The index of the member.</param>
    public (Tensor Weight, Tensor Bias) GetDown(int member) =>
        (downAndKeys.narrow(0, member * Units, Units), downAndKeyBias.narrow(0, member * Units, Units));

    public override void Dispose()
    {
        downAndKeys.Dispose();
        downAndKeyBias.Dispose();
        valueUp.Dispose();
        value?.Dispose();
        valueBias?.Dispose();
    }

    // p_n a_n for all members: [tokens of all texts, members · units]
    private Tensor WeighUnits(SiteInput site)
    {
        var x = site.GetAdapterInput(Placement);
        if (!hasQueries)
            return Weigh(x, Activation.Apply(functional.linear(x, downAndKeys, downAndKeyBias)), queries: null);
        if (queryReadsSublayer)
        {
            var reduced = functional.linear(x, downAndKeys.narrow(0, 0, Width), downAndKeyBias.narrow(0, 0, Width));
            return Weigh(x, Activation.Apply(reduced), ComputeQueries(site.H));
        }

        // [D; G] x + [b; g] in one product
        var both = functional.linear(x, downAndKeys, downAndKeyBias).view(-1, 2 * Width);
        return Weigh(x, Activation.Apply(both.narrow(1, 0, Width)), both.narrow(1, Width, Width));
    }

    // G x + g
    private Tensor ComputeQueries(Tensor x) =>
        functional.linear(x, downAndKeys.narrow(0, Width, Width), downAndKeyBias.narrow(0, Width, Width));

    // p = softmax_n((G_n x)·a_n), then p_n a_n
    private Tensor Weigh(Tensor x, Tensor units, Tensor? queries)
    {
        long[] tokens = x.shape[..^1];
        if (queries is null)
        {
            report?.Invoke(ones([.. tokens, 1], dtype: x.dtype, device: x.device));
            return units.view(-1, Width);
        }

        var byMember = units.view(-1, Members.Count, Units);
        var weights = (byMember * queries.view(byMember.shape)).sum(-1).softmax(-1);
        report?.Invoke(weights.view([.. tokens, Members.Count]));
        return byMember.mul_(weights.unsqueeze(-1)).view(-1, Width);
    }

    // sum + Σ V_n (p_n a_n), or W_v h + b_v + residual in place of the sum. The result outlives the caller's scope.
    private Tensor AddValues(Tensor weighted, Tensor sum, Tensor h, Tensor? residual)
    {
        if (!replacesHidden)
        {
            MultiplyInto(sum, weighted);
            return sum;
        }

        var projected = value is null ? h.clone() : functional.linear(h, value, valueBias);
        MultiplyInto(projected, weighted);
        if (residual is not null)
            projected.add_(residual);

        sum.Dispose();
        return projected.MoveToOuterDisposeScope();
    }

    private void MultiplyInto(Tensor sum, Tensor weighted)
    {
        if (sum.is_contiguous())
            sum.view(-1, sum.size(-1)).addmm_(weighted, valueUp);
        else
            sum.add_(weighted.matmul(valueUp).view(sum.shape));
    }
}
