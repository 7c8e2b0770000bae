using System.Diagnostics;

namespace AdapterKit;

/// <summary>An adapter and the way in which it joins the residual path.</summary>
internal sealed class PlacedAdapter(ResidualAdapter adapter, AdapterPlacement placement)
{
    private readonly IBottleneck? bottleneck = adapter as IBottleneck;

    /// <summary>Whether it acts on the site's result, after residual and norm.</summary>
    public bool FollowsNorm => placement == AdapterPlacement.AfterNorm;

    /// <summary>What an adapter before residual and norm computes its change from.</summary>
    public Tensor Input(Tensor h, Tensor residual, Tensor sum, SiteNorm? norm) => placement switch
    {
        AdapterPlacement.Sequential => h.alias(),
        AdapterPlacement.Parallel => residual.alias(),
        AdapterPlacement.Pfeiffer => norm?.Apply(sum) ?? sum.alias(),
        _ => throw new UnreachableException(),
    };

    /// <summary><c>h + Δ(x)</c> as a new tensor.</summary>
    public Tensor AddTo(Tensor h, Tensor x) => adapter.AddTo(h, x);

    /// <summary><c>sum + Δ(x)</c>, taking <paramref name="sum"/> over: the caller goes on with the result alone.</summary>
    public Tensor Take(Tensor sum, Tensor x)
    {
        if (bottleneck is not null && InPlaceBottleneck.Fits(bottleneck, sum))
        {
            InPlaceBottleneck.Add(bottleneck, sum, x);
            return sum;
        }

        using (sum)
            return adapter.AddTo(sum, x);
    }
}
