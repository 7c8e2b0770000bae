namespace AdapterKit;

/// <summary>What a plan does at one site; generated layers call it, by index.</summary>
public sealed class SiteProgram
{
    private readonly SiteNorm? before;
    private readonly SiteNorm? after;
    private readonly SiteStep[] preceding;
    private readonly SiteStep[] following;

    internal SiteProgram(NormPlacement placement, LayerNorm? norm, IReadOnlyList<SiteStep> steps)
    {
        var siteNorm = norm is null ? null : new SiteNorm(norm);
        before = placement == NormPlacement.Pre ? siteNorm : null;
        after = placement == NormPlacement.Post ? siteNorm : null;
        preceding = [.. steps.Where(step => !step.FollowsNorm)];
        following = [.. steps.Where(step => step.FollowsNorm)];
    }

    private SiteProgram(SiteProgram original)
    {
        (before, after) = (original.before, original.after);
        preceding = [.. original.preceding.Select(step => step.Fold())];
        following = [.. original.following.Select(step => step.Fold())];
    }

    /// <summary>The norm in front of a pre-norm sub-layer.</summary>
    /// <param name="h">The sub-layer's input <c>[batch, tokens, width]</c>.</param>
    /// <returns>A new tensor of the same shape.</returns>
    public Tensor Before(Tensor h) => before is null ? h.alias() : before.Apply(h);

    /// <summary>Adds the residual, applies the norm that follows, and runs the adapters.</summary>
    /// <param name="sublayer">The sub-layer's output <c>[batch, tokens, width]</c>; left as it is.</param>
    /// <param name="residual">The residual, of the same shape; left as it is.</param>
    /// <returns>A new tensor of the same shape.</returns>
    public Tensor After(Tensor sublayer, Tensor residual)
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

    internal SiteProgram Fold() => new(this);

    internal void Dispose()
    {
        foreach (var step in preceding.Concat(following))
            step.Dispose();
    }

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
