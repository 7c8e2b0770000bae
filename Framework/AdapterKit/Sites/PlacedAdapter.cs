namespace AdapterKit;

/// <summary>An adapter and the way in which it joins the residual path.</summary>
internal sealed class PlacedAdapter(ResidualAdapter adapter, AdapterPlacement placement) : SiteStep
{
    private readonly IBottleneck? bottleneck = adapter as IBottleneck;

    public override bool FollowsNorm => placement == AdapterPlacement.AfterNorm;

    public ResidualAdapter Adapter => adapter;

    public AdapterPlacement Placement => placement;

    public override Tensor Change(SiteInput site)
    {
        using var x = site.For(placement);
        return adapter.AddTo(site.H, x);
    }

    public override Tensor Take(Tensor sum, SiteInput site)
    {
        using var x = site.For(placement);
        if (bottleneck is not null && InPlaceBottleneck.Fits(bottleneck, sum))
        {
            InPlaceBottleneck.Add(bottleneck, sum, x);
            return sum;
        }

        using (sum)
            return adapter.AddTo(sum, x);
    }

    /// <summary><c>Δ(x)</c> alone, without what it is added to.</summary>
    public Tensor Delta(SiteInput site)
    {
        using var x = site.For(placement);
        return adapter.Delta(x);
    }

    public override void Dispose()
    {
    }
}
