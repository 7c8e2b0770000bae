using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>A fusion at one site, with live projections: what training runs, and inference over members that cannot be merged.</summary>
/// <remarks>
/// The order of the products is not the textbook's, which projects every member's output twice. Here the query is
/// projected once into the space of the members' outputs, <c>q·W_k z_n = (W_kᵀ q)·z_n</c>, and the mixture once back.
/// Where the members are frozen bottlenecks, scores and mixture are computed from their few units.
/// </remarks>
internal sealed class PlacedFusion(
    FusionHead head, IReadOnlyList<FusionMember> members, Site site, IFusionProbe? probe, FoldedQuestion? question = null) : SiteStep
{
    private readonly AdapterPlacement placement = members[0].Placement;
    private readonly Setup[] names = [.. members.Select(member => member.Name)];
    private readonly MergedBottlenecks? merged = MergedBottlenecks.TryMerge(members, head.Width);

    public override bool FollowsNorm => placement == AdapterPlacement.AfterNorm;

    private FusionOptions Options => head.Options;

    public override Tensor Change(SiteInput site)
    {
        using var mixture = Mix(site);
        return Options.Replaces ? mixture.alias() : site.H + mixture;
    }

    public override Tensor Take(Tensor sum, SiteInput site)
    {
        using var mixture = Mix(site);
        using (sum)
        {
            if (!Options.Replaces)
                return sum + mixture;

            return site.Residual is null ? mixture.alias() : mixture + site.Residual;
        }
    }

    public override SiteStep Fold()
    {
        if (merged is null)
            return new PlacedFusion(head, members, site, probe, FoldedQuestion.Of(head));

        using var scope = NewDisposeScope();
        return new FoldedFusion(Options, FusionProducts.Of(head, merged), head.Value, merged, placement, probe is null ? null : Report);
    }

    public override void Dispose()
    {
        merged?.Dispose();
        question?.Dispose();
    }

    private Tensor Mix(SiteInput input)
    {
        using var scope = NewDisposeScope();
        head.Cool();
        var x = input.For(placement);
        var asked = Options.AsksApart(placement) ? input.H : x;
        var mixture = merged is null ? MixOutputs(input, Question(asked)) : MixUnits(merged, x, asked);
        if (Options.Replaces)
            mixture = mixture + input.H;

        return (Projects(x) && head.Value is { } value ? value.call(mixture) : mixture.alias()).MoveToOuterDisposeScope();
    }

    // Whether tokens go through W_q, W_k and W_v. Where the members' units are fewer than the tokens, the units' matrices do instead.
    private bool Projects(Tensor x) => merged is null || Options.Replaces || merged.Members * merged.Units >= x.numel() / head.Width;

    // (W_k)ᵀ (W_q x + b_q): what members' outputs are compared with.
    private Tensor Question(Tensor asked)
    {
        if (question is not null)
            return question.Of(asked);

        var query = head.Query is { } projection ? projection.call(asked) : asked;
        return head.Key is { } key ? query.matmul(key.weight) : query;
    }

    private Tensor MixOutputs(SiteInput input, Tensor question)
    {
        var outputs = stack(members.Select(member => member.Delta(input)), dim: -2);
        var weights = Attend(outputs.matmul(question.unsqueeze(-1)).squeeze(-1));
        return weights.unsqueeze(-2).matmul(outputs).squeeze(-2);
    }

    private Tensor MixUnits(MergedBottlenecks merged, Tensor x, Tensor asked)
    {
        long[] units = [.. x.shape[..^1], merged.Members, merged.Units];
        var up = merged.Up.view(head.Width, -1);
        var activated = merged.Activation.Apply(functional.linear(x, merged.Down.view(-1, head.Width), merged.DownBias.view(-1))).view(units);
        var questions = Projects(x) ? Question(asked).matmul(up) : QuestionOfUnits(asked, up);
        var weights = Attend((activated * questions.view(units)).sum(-1));
        var mixed = (activated * weights.unsqueeze(-1)).flatten(-2);
        return functional.linear(mixed, !Projects(x) && head.Value is { } value ? value.weight.matmul(up) : up);
    }

    private Tensor QuestionOfUnits(Tensor asked, Tensor up)
    {
        var reach = head.Key is { } key ? key.weight.matmul(up) : up;
        return head.Query is { } query
            ? functional.linear(asked, reach.t().matmul(query.weight), query.bias is { } bias ? bias.matmul(reach) : null)
            : asked.matmul(reach);
    }

    private Tensor Attend(Tensor scores)
    {
        if (Options.Numerics == FusionNumerics.ScaledDotProduct)
            scores = scores / Math.Sqrt(head.Width);
        if (Options.Dropout > 0)
            scores = functional.dropout(scores, Options.Dropout, head.training);
        if (head.Temperature is { } temperature)
            scores = scores / temperature;

        var weights = scores.softmax(-1);
        if (probe is not null)
            Report(weights.detach());

        return weights;
    }

    private void Report(Tensor weights) => probe!.Record(site, names, weights);
}
