namespace AdapterKit;

/// <summary>What a plan does at one site; generated layers call it, by index.</summary>
public sealed class SiteProgram
{
    private readonly SiteNorm? before;
    private readonly SiteNorm? after;
    private readonly PlacedAdapter[] adapters;

    internal SiteProgram(NormPlacement placement, LayerNorm? norm, params PlacedAdapter[] adapters)
    {
        var siteNorm = norm is null ? null : new SiteNorm(norm);
        before = placement == NormPlacement.Pre ? siteNorm : null;
        after = placement == NormPlacement.Post ? siteNorm : null;
        this.adapters = adapters;
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
        var h = sublayer;
        foreach (var adapter in adapters)
            h = Next(h, adapter.Before(h, residual, after), sublayer);

        // A sum that came from an adapter is nobody else's: the residual can join it in place.
        var sum = ReferenceEquals(h, sublayer) ? h + residual : h.add_(residual);
        var result = sum;
        if (after is not null)
        {
            using (sum)
                result = after.Apply(sum);
        }

        foreach (var adapter in adapters)
            result = Next(result, adapter.After(result), sublayer);

        return result;
    }

    private static Tensor Next(Tensor current, Tensor? changed, Tensor borrowed)
    {
        if (changed is null)
            return current;

        if (!ReferenceEquals(current, borrowed))
            current.Dispose();

        return changed;
    }
}
