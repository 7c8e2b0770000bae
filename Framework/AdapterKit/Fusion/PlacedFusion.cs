using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>A fusion at one site with live projections: for training, and for inference over members that cannot be merged.</summary>
/// <remarks>
/// The order of the products differs from the textbook's, which projects every member's output twice. Here the query is
/// projected once into the space of the members' outputs, <c>q·W_k z_n = (W_kᵀ q)·z_n</c>, and the weighted sum once back.
/// For frozen bottlenecks, scores and sum are computed from their few units.
/// </remarks>
internal sealed class PlacedFusion : SiteStep
{
    private readonly FusionHead head;
    private readonly IReadOnlyList<FusionMember> members;
    private readonly AdapterPlacement placement;
    private readonly MergedBottlenecks? merged;
    private readonly FoldedQuery? foldedQuery;
    private readonly Action<Tensor>? report;

    private PlacedFusion(
        FusionHead head, IReadOnlyList<FusionMember> members, MergedBottlenecks? merged, FoldedQuery? foldedQuery, Action<Tensor>? report)
    {
        (this.head, this.members, this.merged, this.foldedQuery, this.report) = (head, members, merged, foldedQuery, report);
        placement = members[0].Placement;
    }

    public override bool FollowsNorm => placement == AdapterPlacement.AfterNorm;

    private FusionOptions Options => head.Options;

    /// <summary>A fusion that follows every change of the projections.</summary>
    public static PlacedFusion Create(FusionHead head, IReadOnlyList<FusionMember> members, Site site, IFusionProbe? probe) =>
        new(head, members, FusionMerging.TryMerge(members, head.Width), foldedQuery: null, FusionReport.Create(probe, site, members));

    /// <summary>The same fusion for inference with the current weights, folded into as few products as its members allow.</summary>
    public static SiteStep Fold(FusionHead head, IReadOnlyList<FusionMember> members, Site site, IFusionProbe? probe)
    {
        var report = FusionReport.Create(probe, site, members);
        using var merged = FusionMerging.TryMerge(members, head.Width);
        if (merged is null)
            return new PlacedFusion(head, members, merged: null, FoldedQuery.TryCreate(head), report);

        using var scope = NewDisposeScope();
        return new FoldedFusion(head.Options, FusionProducts.Compute(head, merged), head.Value, merged, members[0].Placement, report);
    }

    public override Tensor Apply(SiteInput site)
    {
        using var fused = Fuse(site);
        return Options.ReplacesHidden ? fused.alias() : site.H + fused;
    }

    public override Tensor ApplyInPlace(Tensor sum, SiteInput site)
    {
        using var fused = Fuse(site);
        using (sum)
        {
            if (!Options.ReplacesHidden)
                return sum + fused;

            return site.Residual is null ? fused.alias() : fused + site.Residual;
        }
    }

    public override void Dispose()
    {
        merged?.Dispose();
        foldedQuery?.Dispose();
    }

    // W_v Σ p_n z_n, or W_v (h + Σ p_n z_n)
    private Tensor Fuse(SiteInput site)
    {
        using var scope = NewDisposeScope();
        head.StepTemperature();
        var x = site.GetAdapterInput(placement);
        var queryInput = Options.QueryReadsSublayer(placement) ? site.H : x;
        if (merged is null)
            return ProjectValues(SumOutputs(site, ProjectQueries(queryInput)), site.H).MoveToOuterDisposeScope();

        // With fewer tokens than units it takes fewer multiplications to project tokens than the members' matrices.
        var projectsTokens = Options.ReplacesHidden || merged.Count * merged.Units >= x.numel() / head.Width;
        return (projectsTokens
            ? ProjectValues(SumUnits(merged, x, queryInput), site.H)
            : SumFoldedUnits(merged, x, queryInput)).MoveToOuterDisposeScope();
    }

    // W_kᵀ (W_q x + b_q)
    private Tensor ProjectQueries(Tensor x)
    {
        if (foldedQuery is not null)
            return foldedQuery.Project(x);

        var query = head.Query is { } projection ? projection.call(x) : x;
        return head.Key is { } key ? query.matmul(key.weight) : query;
    }

    // W_v y, or W_v (y + h) if the sub-layer's output passes through the projection
    private Tensor ProjectValues(Tensor sum, Tensor h)
    {
        var values = Options.ReplacesHidden ? sum + h : sum;
        return head.Value is { } value ? value.call(values) : values.alias();
    }

    // Σ p_n z_n with p = softmax(q·z_n)
    private Tensor SumOutputs(SiteInput site, Tensor queries)
    {
        var outputs = stack(members.Select(member => member.Delta(site)), dim: -2);
        var weights = ComputeWeights(outputs.matmul(queries.unsqueeze(-1)).squeeze(-1));
        return weights.unsqueeze(-2).matmul(outputs).squeeze(-2);
    }

    // U Σ p_n a_n with p = softmax((Uᵀ q)_n·a_n)
    private Tensor SumUnits(MergedBottlenecks merged, Tensor x, Tensor queryInput)
    {
        var up = merged.Up.view(head.Width, -1);
        return functional.linear(WeighUnits(merged, x, ProjectQueries(queryInput).matmul(up)), up);
    }

    // (W_v U) Σ p_n a_n with p = softmax(((W_k U)ᵀ W_q x)_n·a_n)
    private Tensor SumFoldedUnits(MergedBottlenecks merged, Tensor x, Tensor queryInput)
    {
        var up = merged.Up.view(head.Width, -1);
        var keys = head.Key is { } key ? key.weight.matmul(up) : up;
        var queries = head.Query is { } query
            ? functional.linear(queryInput, keys.t().matmul(query.weight), query.bias is { } bias ? bias.matmul(keys) : null)
            : queryInput.matmul(keys);
        return functional.linear(WeighUnits(merged, x, queries), head.Value is { } value ? value.weight.matmul(up) : up);
    }

    private Tensor WeighUnits(MergedBottlenecks merged, Tensor x, Tensor queries)
    {
        long[] byMember = [.. x.shape[..^1], merged.Count, merged.Units];
        var reduced = functional.linear(x, merged.Down.view(-1, head.Width), merged.DownBias.view(-1));
        var units = merged.Activation.Apply(reduced).view(byMember);
        var weights = ComputeWeights((units * queries.view(byMember)).sum(-1));
        return (units * weights.unsqueeze(-1)).flatten(-2);
    }

    private Tensor ComputeWeights(Tensor scores)
    {
        if (Options.Numerics == FusionNumerics.ScaledDotProduct)
            scores = scores / Math.Sqrt(head.Width);
        if (Options.Dropout > 0)
            scores = functional.dropout(scores, Options.Dropout, head.training);
        if (head.Temperature is { } temperature)
            scores = scores / temperature;

        var weights = scores.softmax(-1);
        report?.Invoke(weights.detach());
        return weights;
    }
}
