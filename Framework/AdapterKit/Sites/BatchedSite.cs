namespace AdapterKit;

/// <summary>Branches with one bottleneck each and equal shares of the rows: one batched product down, and one up for all of them.</summary>
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
        placement = Adapter(programs[0]).Placement;
        var norms = programs.Select(program => program.Norm).OfType<LayerNorm>().ToList();
        var norm = norms.Count == 0 ? null : BatchedNorm.Of(norms);
        (before, after) = programs[0].Placement == NormPlacement.Pre ? (norm, (ISiteNorm?)null) : (null, norm);

        using var merged = new MergedBottlenecks([.. programs.Select(program => (IBottleneck)Adapter(program).Adapter)]);
        activation = merged.Activation;
        using var scope = NewDisposeScope();
        down = merged.Down.transpose(1, 2).contiguous().DetachFromDisposeScope();
        downBias = merged.DownBias.unsqueeze(1).clone().DetachFromDisposeScope();
        up = merged.Up.permute(1, 2, 0).contiguous().DetachFromDisposeScope();
    }

    /// <summary>Puts neighbours of one form together, and folds the others each for itself.</summary>
    public static IEnumerable<(SiteProgram Program, int Share)> Group(IReadOnlyList<(SiteProgram Program, int Share)> parts) =>
        Neighbours.Join(parts, Form.Of, static run => new BatchedSite(run), static alone => alone.Fold());

    public override Tensor Before(Tensor h) => before is null ? h.alias() : before.Apply(h);

    public override Tensor After(Tensor sublayer, Tensor residual)
    {
        using var scope = NewDisposeScope();
        var sum = sublayer + residual;
        if (placement == AdapterPlacement.AfterNorm)
        {
            var normed = after?.Apply(sum) ?? sum;
            return Add(normed, normed).MoveToOuterDisposeScope();
        }

        var changed = Add(sum, new SiteInput(sublayer, residual, sum, after).For(placement));
        return (after?.Apply(changed) ?? changed).MoveToOuterDisposeScope();
    }

    public override SiteProgram Fold() => throw new NotSupportedException();

    public override void Dispose()
    {
        before?.Dispose();
        after?.Dispose();
        down.Dispose();
        downBias.Dispose();
        up.Dispose();
    }

    private static PlacedAdapter Adapter(StackedSite program) => (PlacedAdapter)program.Steps[0];

    // The up-projections' biases lie in the units that MergedBottlenecks adds.
    private Tensor Add(Tensor sum, Tensor x)
    {
        var reduced = x.reshape(branches, -1, down.size(1)).baddbmm(down, downBias);
        var activated = activation.Apply(reduced);
        return activated.baddbmm(up, sum.view(branches, -1, up.size(2))).view(sum.shape);
    }

    /// <summary>What branches must have in common.</summary>
    private sealed record Form(int Share, AdapterPlacement Placement, Activation Activation, NormPlacement Norms, double? Eps, long Width)
    {
        public static Form? Of((SiteProgram Program, int Share) part) =>
            part.Program is StackedSite { Steps: [PlacedAdapter { Adapter: IBottleneck bottleneck } step] } site
                ? new Form(part.Share, step.Placement, bottleneck.Activation, site.Placement, site.Norm?.eps, bottleneck.Down.in_features)
                : null;
    }
}
