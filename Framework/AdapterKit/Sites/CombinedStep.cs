namespace AdapterKit;

/// <summary>The steps of several parts of a setup at a site, combined.</summary>
/// <param name="parts">
/// The steps of each part, in sequence; none for a part that changes nothing. All act before the norm, or all after it.
/// </param>
/// <param name="followsNorm">Whether they act after it.</param>
/// <param name="combination">How their results become one.</param>
internal sealed class CombinedStep(
    IReadOnlyList<IReadOnlyList<SiteStep>> parts, bool followsNorm, Combination combination) : SiteStep
{
    public override bool FollowsNorm => followsNorm;

    public override Tensor Apply(SiteInput site)
    {
        using var scope = NewDisposeScope();
        return combination.Join([.. parts.Select((steps, part) => Run(steps, Select(site, part)))]).MoveToOuterDisposeScope();
    }

    public override Tensor ApplyInPlace(Tensor sum, SiteInput site)
    {
        using (sum)
        {
            var changed = Apply(site);
            if (site.Residual is null)
                return changed;

            using (changed)
                return changed + site.Residual;
        }
    }

    public override void Dispose()
    {
        foreach (var step in parts.SelectMany(steps => steps))
            step.Dispose();
    }

    private static Tensor Run(IReadOnlyList<SiteStep> steps, SiteInput site) => steps.Aggregate(
        site.H, (h, step) => step.Apply(site with { H = h, Sum = site.Residual is null ? h : h + site.Residual }));

    private SiteInput Select(SiteInput site, int part) => site with
    {
        H = combination.Select(site.H, part),
        Residual = site.Residual is null ? null : combination.Select(site.Residual, part),
        Sum = combination.Select(site.Sum, part),
        Tokens = site.Tokens is null ? null : combination.Select(site.Tokens, part),
    };
}
