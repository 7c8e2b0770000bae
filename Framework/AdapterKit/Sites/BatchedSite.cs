namespace AdapterKit;

/// <summary>Branches with one bottleneck each and equally many rows: one batched product down, and one up, for all of them.</summary>
internal sealed class BatchedSite : SiteProgram
{
    private readonly int branches;
    private readonly AdapterPlacement placement;
    private readonly Activation activation;
    private readonly ISiteNorm? before;
    private readonly ISiteNorm? after;
    private readonly Tensor down;
    private readonly Tensor downBias;
    private readonly Tensor up;

    private BatchedSite(IReadOnlyList<StackedSite> programs)
    {
        branches = programs.Count;
        placement = AdapterOf(programs[0]).Placement;
        var norms = programs.Select(program => program.Norm).OfType<nn.Module<Tensor, Tensor>>().ToList();
        var norm = norms.Count == 0 ? null : BatchedNorm.Create(norms);
        (before, after) = programs[0].Placement == NormPlacement.Pre ? (norm, (ISiteNorm?)null) : (null, norm);

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

    public override Tensor Before(Tensor h) => before is null ? h.alias() : before.Apply(h);

    public override Tensor After(Tensor sublayer, Tensor residual, Tensor? tokens)
    {
        using var scope = NewDisposeScope();
        var sum = sublayer + residual;
        if (placement == AdapterPlacement.AfterNorm)
        {
            var normed = after?.Apply(sum) ?? sum;
            return Add(normed, normed).MoveToOuterDisposeScope();
        }

        var changed = Add(sum, new SiteInput(sublayer, residual, sum, after, tokens).GetAdapterInput(placement));
        return (after?.Apply(changed) ?? changed).MoveToOuterDisposeScope();
    }

    public override void Dispose()
    {
        before?.Dispose();
        after?.Dispose();
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
        int RowWeight, AdapterPlacement Placement, Activation Activation, NormPlacement NormPlacement, NormForm? Norm, long Width)
    {
        public static Form? Find(SiteBranch branch) =>
            branch.Program is StackedSite { Steps: [PlacedAdapter { Adapter: IBottleneck bottleneck } step] } site
                ? new Form(
                    branch.RowWeight,
                    step.Placement,
                    bottleneck.Activation,
                    site.Placement,
                    Norms.FindForm(site.Norm),
                    bottleneck.Down.in_features)
                : null;
    }
}
