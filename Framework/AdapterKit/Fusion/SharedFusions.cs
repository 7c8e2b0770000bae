using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>Fusions of several branches at the site where their rows part: what they have in common is computed once.</summary>
/// <remarks>All branches still see the same hidden states here, so that a member of many fusions makes the same of them in each.</remarks>
internal sealed class SharedFusions : SiteProgram
{
    private readonly FoldedFusion[] fusions;
    private readonly Tensor[] picks;
    private readonly SiteNorm? before;
    private readonly SiteNorm? after;
    private readonly Tensor down;
    private readonly Tensor bias;

    private SharedFusions(IReadOnlyList<StackedSite> programs)
    {
        fusions = [.. programs.Select(Fusion)];
        var norm = programs[0].Norm is { } own ? new SiteNorm(own) : null;
        (before, after) = programs[0].Placement == NormPlacement.Pre ? (norm, (SiteNorm?)null) : (null, norm);

        using var scope = NewDisposeScope();
        var each = fusions.SelectMany(fusion => fusion.Members.Index().Select(member => (Member: member.Item, Entry: fusion.Entry(member.Index))))
            .DistinctBy(entry => entry.Member).ToList();
        var places = each.Index().ToDictionary(entry => entry.Item.Member, entry => (long)entry.Index);
        Members = each.Count;
        down = cat([.. each.Select(entry => entry.Entry.Down)]).DetachFromDisposeScope();
        bias = cat([.. each.Select(entry => entry.Entry.Bias)]).DetachFromDisposeScope();
        picks = [.. fusions.Select(fusion => tensor(fusion.Members.Select(member => places[member]).ToArray(), device: down.device).DetachFromDisposeScope())];
    }

    /// <summary>The number of members, those in several fusions counted once.</summary>
    public int Members { get; }

    /// <summary>Puts neighbours together that fuse bottlenecks of one form, and leaves the others as they are.</summary>
    public static IEnumerable<(SiteProgram Program, int Share)> Group(IReadOnlyList<(SiteProgram Program, int Share)> folded) =>
        Neighbours.Join(folded, Form.Of, static run => new SharedFusions(run), static alone => alone);

    public override Tensor Before(Tensor h) => before is null ? h.alias() : before.Apply(h);

    public override Tensor After(Tensor sublayer, Tensor residual)
    {
        using var scope = NewDisposeScope();
        var texts = sublayer.size(0) / fusions.Length;
        var (h, a) = (sublayer.narrow(0, 0, texts), residual.narrow(0, 0, texts));
        var sum = h + a;
        if (!fusions[0].FollowsNorm)
            return Normed(Mix(new SiteInput(h, a, sum, after))).MoveToOuterDisposeScope();

        var normed = Normed(sum);
        return Mix(new SiteInput(normed, Residual: null, normed, Norm: null)).MoveToOuterDisposeScope();
    }

    public override SiteProgram Fold() => throw new NotSupportedException();

    public override void Dispose()
    {
        down.Dispose();
        bias.Dispose();
        foreach (var pick in picks)
            pick.Dispose();
        foreach (var fusion in fusions)
            fusion.Dispose();
    }

    private Tensor Normed(Tensor h) => after?.Apply(h) ?? h;

    private Tensor Mix(SiteInput site)
    {
        var x = site.For(fusions[0].Placement);
        var units = fusions[0].Activation.Apply(functional.linear(x, down, bias)).view(-1, Members, fusions[0].Units);
        return cat([.. fusions.Zip(picks, (fusion, pick) => fusion.TakeUnits(site.Sum.clone(), site, units.index_select(1, pick)))]);
    }

    private static FoldedFusion Fusion(StackedSite program) => (FoldedFusion)program.Steps[0];

    /// <summary>What branches must have in common.</summary>
    private sealed record Form(AdapterPlacement Placement, Activation Activation, int Units, NormPlacement Norms, LayerNorm? Norm)
    {
        public static Form? Of((SiteProgram Program, int Share) part) =>
            part.Program is StackedSite { Steps: [FoldedFusion fusion] } site
                ? new Form(fusion.Placement, fusion.Activation, fusion.Units, site.Placement, site.Norm)
                : null;
    }
}
