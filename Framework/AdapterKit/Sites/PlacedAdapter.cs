namespace AdapterKit;

/// <summary>An adapter and its placement on the residual path.</summary>
internal sealed class PlacedAdapter(ResidualAdapter adapter, AdapterPlacement placement) : SiteStep
{
    private readonly IBottleneck? bottleneck = adapter as IBottleneck;

    public override bool FollowsNorm => placement == AdapterPlacement.AfterNorm;

    public ResidualAdapter Adapter => adapter;

    public AdapterPlacement Placement => placement;

    public override Tensor Apply(SiteInput site)
    {
        using var x = site.GetAdapterInput(placement);
        return adapter.AddTo(site.H, x);
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
            return adapter.AddTo(sum, x);
    }

    /// <summary>Computes <c>Δ(x)</c> alone.</summary>
    public Tensor Delta(SiteInput site)
    {
        using var x = site.GetAdapterInput(placement);
        return adapter.Delta(x);
    }

    public override void Dispose()
    {
    }
}
