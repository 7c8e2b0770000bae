namespace AdapterKit;

/// <summary>An adapter and the way in which it joins the residual path.</summary>
internal sealed class PlacedAdapter(ResidualAdapter adapter, AdapterPlacement placement)
{
    /// <summary>The change before residual and norm; <see langword="null"/> where the placement makes none there.</summary>
    public Tensor? Before(Tensor h, Tensor residual, SiteNorm? norm) => placement switch
    {
        AdapterPlacement.Sequential => adapter.AddTo(h, h),
        AdapterPlacement.Parallel => adapter.AddTo(h, residual),
        AdapterPlacement.Pfeiffer => Pfeiffer(h, residual, norm),
        _ => null,
    };

    /// <summary>The change after residual and norm; <see langword="null"/> where the placement makes none there.</summary>
    public Tensor? After(Tensor x) => placement == AdapterPlacement.AfterNorm ? adapter.AddTo(x, x) : null;

    private Tensor Pfeiffer(Tensor h, Tensor residual, SiteNorm? norm)
    {
        using var sum = h + residual;
        using var x = norm?.Apply(sum);
        return adapter.AddTo(h, x ?? sum);
    }
}
