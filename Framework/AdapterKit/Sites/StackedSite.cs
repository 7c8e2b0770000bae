namespace AdapterKit;

/// <summary>The program of a single branch at a site: a norm, and steps in sequence.</summary>
internal sealed class StackedSite : SiteProgram
{
    private readonly SiteNorm? before;
    private readonly SiteNorm? after;
    private readonly SiteStep[] preceding;
    private readonly SiteStep[] following;

    public StackedSite(NormPlacement placement, nn.Module<Tensor, Tensor>? norm, IReadOnlyList<SiteStep> steps)
    {
        (Placement, Norm) = (placement, norm);
        var siteNorm = norm is null ? null : new SiteNorm(norm);
        before = placement == NormPlacement.Pre ? siteNorm : null;
        after = placement == NormPlacement.Post ? siteNorm : null;
        preceding = [.. steps.Where(step => !step.FollowsNorm)];
        following = [.. steps.Where(step => step.FollowsNorm)];
    }

    public NormPlacement Placement { get; }

    public nn.Module<Tensor, Tensor>? Norm { get; }

    /// <summary>The steps in the order in which they act.</summary>
    public IReadOnlyList<SiteStep> Steps => [.. preceding, .. following];

    /// <summary>Whether the program applies the norm and nothing else.</summary>
    public bool IsBare => preceding.Length == 0 && following.Length == 0;

    public override Tensor Before(Tensor h) => before is null ? h.alias() : before.Apply(h);

    public override Tensor After(Tensor sublayer, Tensor residual, Tensor? tokens)
    {
        var result = AddPreceding(sublayer, residual, tokens, next: 0);
        if (after is not null)
        {
            using var sum = result;
            result = after.Apply(sum);
        }

        foreach (var step in following)
            result = step.ApplyInPlace(result, new SiteInput(result, Residual: null, result, Norm: null, tokens));

        return result;
    }

    public override void Dispose()
    {
        foreach (var step in Steps)
            step.Dispose();
    }

    // A stacked adapter reads the h that the one below it leaves. The last one adds its change to the sum itself.
    private Tensor AddPreceding(Tensor h, Tensor residual, Tensor? tokens, int next)
    {
        var sum = h + residual;
        if (next == preceding.Length)
            return sum;

        var site = new SiteInput(h, residual, sum, after, tokens);
        var step = preceding[next];
        if (next == preceding.Length - 1)
            return step.ApplyInPlace(sum, site);

        using (sum)
        using (var changed = step.Apply(site))
            return AddPreceding(changed, residual, tokens, next + 1);
    }
}
