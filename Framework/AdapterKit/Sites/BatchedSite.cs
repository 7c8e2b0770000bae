namespace AdapterKit;

/// <summary>Branches with one bottleneck each and equally many rows: one batched product down, and one up, for all of them.</summary>
internal sealed class BatchedSite : SiteProgram
{
    private readonly int branches;
    private readonly AdapterPlacement placement;
    private readonly Activation activation;
    private readonly AppliedNorms norms;
    private readonly Tensor down;
    private readonly Tensor downBias;
    private readonly Tensor up;

    private BatchedSite(IReadOnlyList<StackedSite> programs)
    {
        branches = programs.Count;
        placement = AdapterOf(programs[0]).Placement;
        norms = AppliedNorms.Of([.. programs.Select(program => program.Norms)]);

        using var merged = new MergedBottlenecks([.. programs.Select(program => (IBottleneck)AdapterOf(program).Adapter)]);
        activation = merged.Activation;
        using var scope = NewDisposeScope();
        down = merged.Down.transpose(1, 2).contiguous().DetachFromDisposeScope();
        downBias = merged.DownBias.unsqueeze(1).clone().DetachFromDisposeScope();
        up = merged.Up.permute(1, 2, 0).contiguous().DetachFromDisposeScope();
    }

    /// <summary>Merges adjacent branches of one form into batched products.</summary>
    public static IReadOnlyList<SiteBranch> MergeAdjacent(IReadOnlyList<SiteBranch> branches) =>
        AdjacentSites.Merge(branches, Form.Find, Create);

    public override Tensor Before(Tensor h) => norms.ApplyBefore(h);

    public override Tensor After(Tensor sublayer, Tensor residual, Tensor? tokens)
    {
        using var scope = NewDisposeScope();
        var h = norms.Output?.Apply(sublayer) ?? sublayer;
        var sum = h + residual;
        if (placement == AdapterPlacement.AfterNorm)
        {
            var normed = norms.After?.Apply(sum) ?? sum;
            return Add(normed, normed).MoveToOuterDisposeScope();
        }

        var changed = Add(sum, new SiteInput(h, residual, sum, norms.After, tokens).GetAdapterInput(placement));
        return (norms.After?.Apply(changed) ?? changed).MoveToOuterDisposeScope();
    }

    public override void Dispose()
    {
        norms.Dispose();
        down.Dispose();
        downBias.Dispose();
        up.Dispose();
    }

    // The products hold copies: adapters that were folded for the steps are released.
    private static BatchedSite Create(IReadOnlyList<StackedSite> programs)
    {
        var batched = new BatchedSite(programs);
        foreach (var program in programs)
            program.Dispose();

        return batched;
    }

    private static PlacedAdapter AdapterOf(StackedSite program) => (PlacedAdapter)program.Steps[0];

    // sum + U f(D x + b_d): MergedBottlenecks holds the up-projections' biases in extra units.
    private Tensor Add(Tensor sum, Tensor x)
    {
        var reduced = x.reshape(branches, -1, down.size(1)).baddbmm(down, downBias);
        var activated = activation.Apply(reduced);
        return activated.baddbmm(up, sum.view(branches, -1, up.size(2))).view(sum.shape);
    }

    /// <summary>What merged branches must have in common.</summary>
    private sealed record Form(
        int RowWeight,
        AdapterPlacement Placement,
        Activation Activation,
        NormPlacement NormPlacement,
        NormForm? Norm,
        NormForm? OutputNorm,
        long Width)
    {
        public static Form? Find(SiteBranch branch) =>
            branch.Program is StackedSite { Steps: [PlacedAdapter { Adapter: IBottleneck bottleneck } step] } site
                ? new Form(
                    branch.RowWeight,
                    step.Placement,
                    bottleneck.Activation,
                    site.Norms.Placement,
                    Norms.FindForm(site.Norms.Norm),
                    Norms.FindForm(site.Norms.Output),
                    bottleneck.Down.in_features)
                : null;
    }
}
