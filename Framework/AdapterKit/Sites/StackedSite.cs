namespace AdapterKit;

/// <summary>A norm, and steps one upon the other: what one branch of a plan does at a site.</summary>
internal sealed class StackedSite : SiteProgram
{
    private readonly NormPlacement placement;
    private readonly LayerNorm? norm;
    private readonly SiteNorm? before;
    private readonly SiteNorm? after;
    private readonly SiteStep[] preceding;
    private readonly SiteStep[] following;

    public StackedSite(NormPlacement placement, LayerNorm? norm, IReadOnlyList<SiteStep> steps)
    {
        (this.placement, this.norm) = (placement, norm);
        var siteNorm = norm is null ? null : new SiteNorm(norm);
        before = placement == NormPlacement.Pre ? siteNorm : null;
        after = placement == NormPlacement.Post ? siteNorm : null;
        preceding = [.. steps.Where(step => !step.FollowsNorm)];
        following = [.. steps.Where(step => step.FollowsNorm)];
    }

    public NormPlacement Placement => placement;

    public LayerNorm? Norm => norm;

    /// <summary>The steps in the order in which they act.</summary>
    public IReadOnlyList<SiteStep> Steps => [.. preceding, .. following];

    public override Tensor Before(Tensor h) => before is null ? h.alias() : before.Apply(h);

    public override Tensor After(Tensor sublayer, Tensor residual)
    {
        var result = Sum(sublayer, residual, next: 0);
        if (after is not null)
        {
            using var sum = result;
            result = after.Apply(sum);
        }

        foreach (var step in following)
            result = step.Take(result, new SiteInput(result, Residual: null, result, Norm: null));

        return result;
    }

    public override SiteProgram Fold() => new StackedSite(placement, norm, [.. Steps.Select(step => step.Fold())]);

    public override void Dispose()
    {
        foreach (var step in Steps)
            step.Dispose();
    }

    /// <summary>Whether the other program does just the same, and has nothing but the norm to do.</summary>
    public bool IsBareLike(StackedSite other) => Steps.Count == 0 && other.Steps.Count == 0 && ReferenceEquals(norm, other.norm);

    // A stacked adapter needs what the one below made of h. The last one's change goes straight into the sum.
    private Tensor Sum(Tensor h, Tensor residual, int next)
    {
        var sum = h + residual;
        if (next == preceding.Length)
            return sum;

        var site = new SiteInput(h, residual, sum, after);
        var step = preceding[next];
        if (next == preceding.Length - 1)
            return step.Take(sum, site);

        using (sum)
        using (var changed = step.Change(site))
            return Sum(changed, residual, next + 1);
    }
}
