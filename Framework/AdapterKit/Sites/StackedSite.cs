namespace AdapterKit;

/// <summary>The program of a single branch at a site: norms, and steps in sequence.</summary>
internal sealed class StackedSite : SiteProgram
{
    private readonly AppliedNorms applied;
    private readonly SiteStep[] preceding;
    private readonly SiteStep[] following;

    public StackedSite(SiteNorms norms, IReadOnlyList<SiteStep> steps)
    {
        (Norms, applied) = (norms, AppliedNorms.Of(norms));
        preceding = [.. steps.Where(step => !step.FollowsNorm)];
        following = [.. steps.Where(step => step.FollowsNorm)];
    }

    public SiteNorms Norms { get; }

    /// <summary>The steps in the order in which they act.</summary>
    public IReadOnlyList<SiteStep> Steps => [.. preceding, .. following];

    /// <summary>Whether the program applies the norms and nothing else.</summary>
    public bool IsBare => preceding.Length == 0 && following.Length == 0;

    public override Tensor Before(Tensor h) => applied.ApplyBefore(h);

    public override Tensor After(Tensor sublayer, Tensor residual, Tensor? tokens)
    {
        using var normed = applied.Output?.Apply(sublayer);
        var result = AddPreceding(normed ?? sublayer, residual, tokens, next: 0);
        if (applied.After is { } after)
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

        var site = new SiteInput(h, residual, sum, applied.After, tokens);
        var step = preceding[next];
        if (next == preceding.Length - 1)
            return step.ApplyInPlace(sum, site);

        using (sum)
        using (var changed = step.Apply(site))
            return AddPreceding(changed, residual, tokens, next + 1);
    }
}
