namespace AdapterKit;

/// <summary>An adapter and its placement on the residual path.</summary>
/// <param name="adapter">The adapter.</param>
/// <param name="placement">The placement.</param>
/// <param name="owned">Whether the adapter belongs to the step: it was folded for it.</param>
internal sealed class PlacedAdapter(ResidualAdapter adapter, AdapterPlacement placement, bool owned = false) : SiteStep
{
    private readonly IBottleneck? bottleneck = adapter as IBottleneck;

    public override bool FollowsNorm => placement == AdapterPlacement.AfterNorm;

    public ResidualAdapter Adapter => adapter;

    public AdapterPlacement Placement => placement;

    public override Tensor Apply(SiteInput site)
    {
        using var x = site.GetAdapterInput(placement);
        return adapter.AddTo(site.H, x, site.Tokens);
    }

    public override Tensor ApplyInPlace(Tensor sum, SiteInput site)
    {
        using var x = site.GetAdapterInput(placement);
        if (bottleneck is not null && InPlaceBottleneck.Fits(bottleneck, sum))
        {
            InPlaceBottleneck.Add(bottleneck, sum, x);
            return sum;
        }

        using (sum)
            return adapter.IsAdditive ? adapter.AddTo(sum, x, site.Tokens) : Replace(site, x);
    }

    /// <summary>Computes <c>Δ(x)</c> alone.</summary>
    public Tensor Delta(SiteInput site)
    {
        using var x = site.GetAdapterInput(placement);
        return adapter.ReadsMask ? adapter.Delta(x, site.Tokens) : adapter.Delta(x);
    }

    public override void Dispose()
    {
        if (owned)
            adapter.Dispose();
    }

    private Tensor Replace(SiteInput site, Tensor x)
    {
        var changed = adapter.AddTo(site.H, x, site.Tokens);
        if (site.Residual is null)
            return changed;

        using (changed)
            return changed + site.Residual;
    }
}
