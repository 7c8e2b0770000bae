namespace AdapterKit;

/// <summary>Something that changes the hidden states at a site: an adapter, or a fusion of several.</summary>
internal abstract class SiteStep : IDisposable
{
    /// <summary>Whether it acts on the site's result, after residual and norm.</summary>
    public abstract bool FollowsNorm { get; }

    /// <summary><see cref="SiteInput.H"/> as the step leaves it, a new tensor.</summary>
    public abstract Tensor Change(SiteInput site);

    /// <summary>The sum as the step leaves it, taking <paramref name="sum"/> over: the caller goes on with the result alone.</summary>
    /// <param name="sum">The tensor of <see cref="SiteInput.Sum"/>.</param>
    /// <param name="site">What there is at the site.</param>
    public abstract Tensor Take(Tensor sum, SiteInput site);

    /// <summary>The same step for inference alone, with what is frozen folded into fewer products.</summary>
    public virtual SiteStep Fold() => this;

    /// <summary>Releases the tensors that the step made for itself; weights are others'.</summary>
    public abstract void Dispose();
}
