namespace AdapterKit;

/// <summary>What a plan does at one site; generated layers call it, by index.</summary>
public sealed class SiteProgram
{
    private readonly SiteNorm? before;
    private readonly SiteNorm? after;
    private readonly PlacedAdapter[] preceding;
    private readonly PlacedAdapter[] following;

    internal SiteProgram(NormPlacement placement, LayerNorm? norm, params PlacedAdapter[] adapters)
    {
        var siteNorm = norm is null ? null : new SiteNorm(norm);
        before = placement == NormPlacement.Pre ? siteNorm : null;
        after = placement == NormPlacement.Post ? siteNorm : null;
        preceding = [.. adapters.Where(adapter => !adapter.FollowsNorm)];
        following = [.. adapters.Where(adapter => adapter.FollowsNorm)];
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

        foreach (var adapter in following)
            result = adapter.Take(result, result);

        return result;
    }

    // A stacked adapter needs what the one below made of h. The last one's change goes straight into the sum.
    private Tensor Sum(Tensor h, Tensor residual, int next)
    {
        var sum = h + residual;
        if (next == preceding.Length)
            return sum;

        var adapter = preceding[next];
        using var x = adapter.Input(h, residual, sum, after);
        if (next == preceding.Length - 1)
            return adapter.Take(sum, x);

        using (sum)
        using (var changed = adapter.AddTo(h, x))
            return Sum(changed, residual, next + 1);
    }
}
