using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>
/// The fusions of several branches at the site where the branches part: a member that they have in common is computed once.
/// </summary>
/// <remarks>All branches still have the same hidden states here, so that a member of several fusions computes the same in each.</remarks>
internal sealed class SharedFusions : SiteProgram
{
    private readonly FoldedFusion[] fusions;
    private readonly Tensor[] memberIndices;
    private readonly AppliedNorms norms;
    private readonly Tensor down;
    private readonly Tensor bias;

    private SharedFusions(IReadOnlyList<StackedSite> programs)
    {
        fusions = [.. programs.Select(program => (FoldedFusion)program.Steps[0])];
        norms = AppliedNorms.Of(programs[0].Norms);

        using var scope = NewDisposeScope();
        var distinct = fusions.SelectMany(
            fusion => fusion.Members.Index().Select(member => (Member: member.Item, Down: fusion.GetDown(member.Index))))
            .DistinctBy(entry => entry.Member).ToList();
        var indices = distinct.Index().ToDictionary(entry => entry.Item.Member, entry => (long)entry.Index);
        Members = distinct.Count;
        down = cat([.. distinct.Select(entry => entry.Down.Weight)]).DetachFromDisposeScope();
        bias = cat([.. distinct.Select(entry => entry.Down.Bias)]).DetachFromDisposeScope();
        memberIndices =
        [
            .. fusions.Select(fusion =>
                tensor(fusion.Members.Select(member => indices[member]).ToArray(), device: down.device).DetachFromDisposeScope()),
        ];
    }

    /// <summary>The number of distinct members.</summary>
    public int Members { get; }

    /// <summary>Merges adjacent branches that fuse bottlenecks of one form.</summary>
    public static IReadOnlyList<SiteBranch> MergeAdjacent(IReadOnlyList<SiteBranch> branches) =>
        AdjacentSites.Merge(branches, Form.Find, static programs => new SharedFusions(programs));

    public override Tensor Before(Tensor h) => norms.ApplyBefore(h);

    public override Tensor After(Tensor sublayer, Tensor residual, Tensor? tokens)
    {
        using var scope = NewDisposeScope();
        var texts = sublayer.size(0) / fusions.Length;
        var (output, a) = (sublayer.narrow(0, 0, texts), residual.narrow(0, 0, texts));
        var h = norms.Output?.Apply(output) ?? output;
        var sum = h + a;
        using var real = tokens?.narrow(0, 0, texts);
        if (!fusions[0].FollowsNorm)
            return Normalize(Fuse(new SiteInput(h, a, sum, norms.After, real))).MoveToOuterDisposeScope();

        var normed = Normalize(sum);
        return Fuse(new SiteInput(normed, Residual: null, normed, Norm: null, real)).MoveToOuterDisposeScope();
    }

    public override void Dispose()
    {
        norms.Dispose();
        down.Dispose();
        bias.Dispose();
        foreach (var indices in memberIndices)
            indices.Dispose();
        foreach (var fusion in fusions)
            fusion.Dispose();
    }

    private Tensor Normalize(Tensor h) => norms.After?.Apply(h) ?? h;

    private Tensor Fuse(SiteInput site)
    {
        var x = site.GetAdapterInput(fusions[0].Placement);
        var units = fusions[0].Activation.Apply(functional.linear(x, down, bias)).view(-1, Members, fusions[0].Units);
        return cat(
            [.. fusions.Zip(memberIndices,
                (fusion, indices) => fusion.ApplyInPlace(site.Sum.clone(), site, units.index_select(1, indices)))]);
    }

    /// <summary>What merged branches must have in common.</summary>
    private sealed record Form(AdapterPlacement Placement, Activation Activation, int Units, SiteNorms Norms)
    {
        public static Form? Find(SiteBranch branch) =>
            branch.Program is StackedSite { Steps: [FoldedFusion fusion] } site
                ? new Form(fusion.Placement, fusion.Activation, fusion.Units, site.Norms)
                : null;
    }
}
